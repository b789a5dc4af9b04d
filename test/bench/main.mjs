/**
 * `npm run bench [name...]`: one JSON line per set and engine, then one per process figure. Ratios
 * within a set are what counts; absolute times depend on the machine and on what else it does.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { cFlags, gccVersion } from "./c-program.mjs";
import { medianNumbers, medianSeconds } from "./child-times.mjs";
import { benchFit } from "./fit-bench.mjs";
import { benchGradients } from "./gradient-bench.mjs";
import { gradientSets, mrpCellsFile } from "./gradient-sets.mjs";

const seed = 1;
const wanted = process.argv.slice(2);
const root = join(import.meta.dirname, "..", "..");

function isWanted(name) {
  return wanted.length === 0 || wanted.includes(name);
}

function print(line) {
  console.log(JSON.stringify(line));
}

function rounded(value, digits = 4) {
  return Number.isFinite(value) ? Number(value.toPrecision(digits)) : null;
}

/** Times of every engine; the set's own engine also says what a fit costs. */
async function benchSet({ name, model: open, plan: planOf, fit }) {
  const model = open(seed);
  if (model === undefined) {
    print({ skipped: name, reason: "its data is not beside this repository" });
    return;
  }
  const results = await benchGradients(planOf?.(model) ?? model.plan, model);
  const ofC = results.filter(({ engine }) => engine.startsWith("c")).map(({ us }) => us);
  const fitted = fit && (await benchFit(model, fit, seed));
  for (const { engine, us, gradients } of results) {
    const figures = engine === "mlm" && fitted ? fitted : { gradients };
    print({
      set: name,
      engine,
      us_per_gradient: rounded(us),
      ratio_to_fastest_c: rounded(us / Math.min(...ofC), 3),
      ...figures,
      seed,
    });
  }
}

/** Figures of whole processes; the scripts print them. */
const processBenches = [
  {
    name: "compile_11040_cells",
    needs: mrpCellsFile,
    run: () => medianNumbers(join(import.meta.dirname, "compile-once.mjs")),
  },
  {
    name: "poststratify_12000x8000",
    needs: mrpCellsFile,
    run: () => medianNumbers(join(import.meta.dirname, "poststratify-once.mjs")),
  },
  {
    name: "predictions_12000x8000",
    needs: mrpCellsFile,
    run: () => medianNumbers(join(import.meta.dirname, "predictions-once.mjs")),
  },
  {
    name: "rake_50000x5",
    needs: import.meta.dirname,
    run: () => medianNumbers(join(import.meta.dirname, "rake-once.mjs")),
  },
  {
    name: "start_check",
    needs: join(root, "models", "mrp", "mrp.mlm"),
    run: () => {
      const cli = join(root, "dist", "src", "cli", "main.js");
      const file = join(root, "models", "mrp", "mrp.mlm");
      return {
        wall_s: medianSeconds([cli, "check", file]),
        version_wall_s: medianSeconds([cli, "--version"]),
        bare_node_wall_s: medianSeconds(["-e", "0"]),
      };
    },
  },
];

function benchProcess({ name, needs, run }) {
  if (!existsSync(needs)) {
    print({ skipped: name, reason: "its data is not beside this repository" });
    return;
  }
  const figures = Object.entries(run()).map(([key, value]) => [key, rounded(value)]);
  print({ set: name, engine: "mlm", ...Object.fromEntries(figures) });
}

const gcc = gccVersion();
print(
  gcc === undefined
    ? { skipped: "every C program", reason: "gcc is not installed" }
    : { compiler: `gcc ${gcc}`, flags: cFlags.join(" "), node: process.versions.node },
);
for (const set of gradientSets.filter(({ name }) => isWanted(name))) await benchSet(set);
for (const bench of processBenches.filter(({ name }) => isWanted(name))) benchProcess(bench);
