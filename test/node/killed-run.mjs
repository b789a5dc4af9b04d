/**
 * A fit of its own process, to be killed: fits a model that is the same at each run with a checkpoint, and
 * writes the SHA-256 of all its draws and statistics on standard output when it comes to its end.
 * Arguments: the checkpoint or `-` for none, threads (0 for the calling one), rows, coordinates, draws.
 */
import { createHash } from "node:crypto";
import { compile, fit, frameFromColumns } from "../../dist/src/index.js";
import { checkpointFile, workerRunner } from "../../dist/src/node/index.js";

const [checkpoint = "-", threads = "0", rows = "300", coordinates = "auto", draws = "600"] =
  process.argv.slice(2);

function modelOf(count) {
  const row = Array.from({ length: count }, (_, at) => at);
  const fraction = (at) => ((at * 7919) % 1009) / 1009;
  const frame = frameFromColumns("trials", {
    x: row.map((at) => 2 * fraction(at) - 1),
    g: row.map((at) => `g${at % 17}`),
    h: row.map((at) => `h${at % 5}`),
    n: row.map((at) => 1 + (at % 5)),
    y: row.map((at) => Math.floor((1 + (at % 5)) * fraction(at + 13))),
  });
  return compile("p(y, n) ~ x + (1 | g) + (1 | h)", frame, { family: "binomial" });
}

const { draws: drawn, statistics } = await fit(modelOf(Number(rows)), {
  draws: Number(draws),
  tune: 300,
  chains: 4,
  seed: 5,
  coordinates,
  ...(threads !== "0" && { runner: workerRunner({ threads: Number(threads) }) }),
  ...(checkpoint !== "-" && { checkpoint: checkpointFile(checkpoint) }),
});
const hash = createHash("sha256").update(drawn.values);
for (const { divergentPositions, chain, stepSize, ...columns } of statistics) {
  hash.update(`${chain} ${stepSize} ${columns.warmupLeapfrogs} ${columns.warmupDivergences}`);
  for (const column of [...Object.values(columns), ...divergentPositions])
    if (ArrayBuffer.isView(column)) hash.update(column);
}
process.stdout.write(`${hash.digest("hex")}\n`);
