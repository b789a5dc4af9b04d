/** `node test/bench/peers/table-of-runs.mjs RESULTS...`: medians of the runs of `against-peers.mjs` as a table, with ratios to rstan. */
import { readFileSync } from "node:fs";

const lines = process.argv
  .slice(2)
  .flatMap((file) => readFileSync(file, "utf8").split("\n"))
  .filter((line) => line.endsWith("}"))
  .map((line) => JSON.parse(line));

const median = (values) => values.toSorted((a, b) => a - b)[(values.length - 1) >> 1];
const groups = new Map();
for (const line of lines) {
  const key = `${line.set} ${line.engine ?? line.peer}`;
  groups.set(key, [...(groups.get(key) ?? []), line]);
}

/** The smaller of bulk and tail; processor seconds are those of all chains, compilation left out. */
function measure(runs) {
  const effective = (run) => Math.min(run.min_bulk_ess, run.min_tail_ess);
  const cpu = (run) => run.cpu_s ?? run.chain_s_sum ?? run.fit_cpu_s;
  return {
    runs: runs.length,
    wall: median(runs.map((run) => run.sampling_s)),
    cpu: median(runs.map(cpu)),
    bulk: median(runs.map((run) => run.min_bulk_ess)),
    tail: median(runs.map((run) => run.min_tail_ess)),
    perSecond: median(runs.map((run) => effective(run) / run.sampling_s)),
    perCpuSecond: median(runs.map((run) => effective(run) / cpu(run))),
    meanError: Math.max(...runs.map((run) => run.mean_error ?? run.vs_ref_max_z ?? NaN)),
    sdError: Math.max(
      ...runs
        .flatMap((run) => run.vs_ref_sd_ratio ?? [run.sd_ratio ?? NaN])
        .map((r) => Math.abs(r - 1)),
    ),
    load: median(runs.map(({ load }) => load)),
  };
}

const measured = new Map([...groups].map(([key, runs]) => [key, measure(runs)]));
const short = (value) => (Number.isFinite(value) ? Number(value.toPrecision(3)).toString() : "–");
console.log(
  "| set | run | runs | wall s | cpu s | min bulk | min tail | per s | per cpu s | × rstan (s) | × rstan (cpu) | worst mean, sds | worst sd | load |",
);
console.log(`|${" - |".repeat(14)}`);
for (const [key, m] of [...measured].sort(([a], [b]) => (a < b ? -1 : 1))) {
  const [set, run] = key.split(" ");
  const peer = measured.get(`${set} rstan`);
  const ratio = (name) => (peer ? m[name] / peer[name] : NaN);
  const cells = [m.runs, m.wall, m.cpu, m.bulk, m.tail, m.perSecond, m.perCpuSecond];
  const rest = [ratio("perSecond"), ratio("perCpuSecond"), m.meanError, m.sdError, m.load];
  console.log(`| ${[set, run, ...[...cells, ...rest].map(short)].join(" | ")} |`);
}
