/** Prints time and memory of `loo` on 12,000 distinct rows × 4,000 draws of four chains, draws already in memory. */
import { readFileSync, writeFileSync } from "node:fs";
import { fitByLaplace, leaveOneOut, totalOf } from "../../dist/src/posterior/index.js";
import { defaultNutsSettings } from "../../dist/src/engines/nuts/index.js";
import { frameFromColumns } from "../../dist/src/index.js";
import { openStream } from "../../dist/src/math/index.js";
import { compileFormula } from "./gradient-sets.mjs";

const rowCount = 12000;
const chains = 4;
const drawsPerChain = 1000;

/** Binomial cells of three trials with a numeric predictor, so that no two rows are the same. */
function cells() {
  const random = openStream(1, "bench");
  const columns = { y: [], n: [], x: [], g: [], h: [] };
  for (let row = 0; row < rowCount; row++) {
    const x = random.normal();
    const [g, h] = [row % 50, row % 7];
    const eta = 0.5 * x + 0.4 * Math.sin(g) + 0.3 * Math.cos(2 * h);
    let y = 0;
    for (let trial = 0; trial < 3; trial++)
      y += random.uniform() < 1 / (1 + Math.exp(-eta)) ? 1 : 0;
    columns.y.push(y);
    columns.n.push(3);
    columns.x.push(x);
    columns.g.push(`g${g}`);
    columns.h.push(`h${h}`);
  }
  return frameFromColumns("cells", columns);
}

/** Linux forgets the highest resident size when asked; elsewhere no figure is printed. */
function resetPeak() {
  try {
    writeFileSync("/proc/self/clear_refs", "5");
  } catch {
    return;
  }
}

function peakBytes() {
  try {
    return 1024 * Number(/VmHWM:\s*(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))[1]);
  } catch {
    return Number.NaN;
  }
}

const model = compileFormula("p(y, n) ~ x + (1 | g) + (1 | h)", cells(), "binomial");
const fit = await fitByLaplace(model, { draws: chains * drawsPerChain });
// Joint draws as if of chains, so that effective sample sizes are asked for row by row.
const posterior = {
  kind: "fit",
  model,
  engine: "nuts",
  settings: defaultNutsSettings,
  draws: { ...fit.draws, chains, drawsPerChain },
  statistics: [],
  seconds: {},
  diagnostics: [],
  interrupted: false,
};
resetPeak();
const peakBefore = peakBytes();
const from = performance.now();
const cpu = process.cpuUsage();
const loo = leaveOneOut(posterior);
const { user, system } = process.cpuUsage(cpu);
console.log(
  JSON.stringify({
    wall_s: (performance.now() - from) / 1000,
    cpu_s: (user + system) / 1e6,
    peak_mb_beyond_draws: (peakBytes() - peakBefore) / 2 ** 20,
    elpd_loo: totalOf(loo.elpd).estimate,
  }),
);
