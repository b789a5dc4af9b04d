/** Means over seeds of lines of JSON on standard input, by model, order, stage and level: `node summarise.mjs < FILE`. */
import { readFileSync } from "node:fs";

const lines = readFileSync(0, "utf8")
  .split("\n")
  .filter((line) => line.startsWith("{"))
  .map((line) => JSON.parse(line));
const groups = new Map();
for (const line of lines) {
  const name = [line.order, line.by, line.stage, line.forecaster].join(" ");
  groups.set(name, [...(groups.get(name) ?? []), line]);
}
const mean = (own, of) => own.reduce((sum, line) => sum + of(line), 0) / own.length;
for (const [name, own] of [...groups].sort(([a], [b]) => (a < b ? -1 : 1)))
  console.log(
    name.padEnd(40),
    String(own.length).padStart(4),
    "inside",
    mean(own, (l) => l.coverage.at(-1)).toFixed(3),
    "width",
    mean(own, (l) => l.width.at(-1)).toFixed(4),
    "error",
    mean(own, (l) => l.error).toFixed(4),
  );
