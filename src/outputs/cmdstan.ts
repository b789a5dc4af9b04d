/** A fit as CmdStan's CSV files, one a chain, and a table of which column is which parameter. */
import type { SamplerStatistics } from "../engines/nuts/index.js";
import type { NutsPosterior, Posterior } from "../posterior/index.js";
import { tableToCsv } from "../report/index.js";
import { configLines } from "./cmdstan-config.js";
import type { OutputFile } from "./output-file.js";
import { stanColumns, type StanColumn } from "./stan-names.js";

/** As C++ streams print the numbers that have no digits. */
function numberText(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (value === Infinity) return "inf";
  return value === -Infinity ? "-inf" : String(value);
}

const samplerNames = [
  "lp__",
  "accept_stat__",
  "stepsize__",
  "treedepth__",
  "n_leapfrog__",
  "divergent__",
  "energy__",
];

function samplerValues(statistics: SamplerStatistics, draw: number): readonly number[] {
  const { logDensity, acceptance, stepSize, treeDepth, leapfrogs, divergent, energy } = statistics;
  return [
    logDensity[draw]!,
    acceptance[draw]!,
    stepSize,
    treeDepth[draw]!,
    leapfrogs[draw]!,
    divergent[draw]!,
    energy[draw]!,
  ];
}

function adaptationLines({ stepSize, inverseMetric }: SamplerStatistics): readonly string[] {
  return [
    "# Adaptation terminated",
    `# Step size = ${numberText(stepSize)}`,
    "# Diagonal elements of inverse mass matrix:",
    `# ${Array.from(inverseMetric, numberText).join(", ")}`,
  ];
}

function timeLines(warmup: number, sampling: number): readonly string[] {
  return [
    "# ",
    `#  Elapsed Time: ${numberText(warmup)} seconds (Warm-up)`,
    `#                ${numberText(sampling)} seconds (Sampling)`,
    `#                ${numberText(warmup + sampling)} seconds (Total)`,
    "# ",
  ];
}

/** Rows of one chain; `own` gives the first columns of a draw. */
function drawLines(
  { draws: { parameters, drawsPerChain, values } }: Posterior,
  chain: number,
  columns: readonly StanColumn[],
  own: (draw: number) => readonly number[],
): readonly string[] {
  const width = parameters.length;
  return Array.from({ length: drawsPerChain }, (_, draw) => {
    const start = (chain * drawsPerChain + draw) * width;
    const cells = columns.map(({ parameter }) => values[start + parameter]!);
    return [...own(draw), ...cells].map(numberText).join(",");
  });
}

const header = (own: readonly string[], columns: readonly StanColumn[]): string =>
  [...own, ...columns.map(({ name }) => name)].join(",");

const joined = (...parts: readonly (readonly string[])[]): string => `${parts.flat().join("\n")}\n`;

function nutsChain(posterior: NutsPosterior, chain: number, columns: readonly StanColumn[]) {
  const statistics = posterior.statistics[chain]!;
  return joined(
    configLines(posterior, chain),
    [header(samplerNames, columns)],
    adaptationLines(statistics),
    drawLines(posterior, chain, columns, (draw) => samplerValues(statistics, draw)),
    timeLines(statistics.seconds.warmup, statistics.seconds.sampling),
  );
}

/** Draws that no chain made, as CmdStan writes those of its sampler without parameters. */
function independentDraws(posterior: Posterior, columns: readonly StanColumn[]): string {
  return joined(
    configLines(posterior, 0),
    [header(["lp__", "accept_stat__"], columns)],
    drawLines(posterior, 0, columns, () => [0, 0]),
    timeLines(0, posterior.seconds["approximation"] ?? 0),
  );
}

function namesTable({ draws: { parameters } }: Posterior, columns: readonly StanColumn[]): string {
  return tableToCsv({
    kind: "table",
    title: "",
    columns: ["column", "parameter", "role", "term"].map((name) => ({ name, format: "text" })),
    rows: columns.map(({ name, parameter }) => {
      const reported = parameters[parameter]!;
      return [name, reported.name, reported.role, reported.term];
    }),
    notes: [],
  });
}

/** `full.csv` becomes `full_1.csv`, `full_2.csv`, ... and `full-names.csv`. */
export function cmdstanFiles(posterior: Posterior, file: string): readonly OutputFile[] {
  const stem = file.replace(/\.csv$/iu, "");
  const columns = stanColumns(posterior.draws.parameters);
  const chains = Array.from({ length: posterior.draws.chains }, (_, chain) => ({
    name: `${stem}_${chain + 1}.csv`,
    contents:
      posterior.engine === "nuts"
        ? nutsChain(posterior, chain, columns)
        : independentDraws(posterior, columns),
  }));
  return [...chains, { name: `${stem}-names.csv`, contents: namesTable(posterior, columns) }];
}
