/**
 * `npm run bench [set...]`: prints one JSON line per set and engine. Ratios within a set are what
 * counts; absolute times depend on the machine and on what else it does.
 */
import { gccVersion, cFlags } from "./c-program.mjs";
import { benchGradients } from "./gradient-bench.mjs";
import { gradientSets } from "./gradient-sets.mjs";

const seed = 1;
const wanted = process.argv.slice(2);

function print(line) {
  console.log(JSON.stringify(line));
}

const gcc = gccVersion();
print(
  gcc === undefined
    ? { skipped: "every C program", reason: "gcc is not installed" }
    : { compiler: `gcc ${gcc}`, flags: cFlags.join(" "), node: process.versions.node },
);

for (const { name, model: open, plan: planOf } of gradientSets) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const model = open(seed);
  if (model === undefined) {
    print({ skipped: name, reason: "its data is not beside this repository" });
    continue;
  }
  const plan = planOf?.(model) ?? model.plan;
  const results = await benchGradients(plan);
  const fastest = Math.min(
    ...results.filter(({ engine }) => engine.startsWith("c")).map(({ us }) => us),
  );
  for (const { engine, us, gradients } of results) {
    print({
      set: name,
      engine,
      us_per_gradient: Number(us.toPrecision(4)),
      gradients,
      ratio_to_fastest_c: Number.isFinite(fastest) ? Number((us / fastest).toPrecision(3)) : null,
      seed,
    });
  }
}
