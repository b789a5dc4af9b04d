/** A fit as CmdStan's CSV files, one a chain, and a table of which column is which parameter. */
import type { SamplerStatistics } from "../engines/nuts/index.js";
import type { NutsPosterior, Posterior } from "../posterior/index.js";
import { tableToCsv } from "../report/index.js";
import { configLines } from "./cmdstan-config.js";
import type { OutputFile } from "./output-file.js";
import { stanColumns, type StanColumn } from "./stan-names.js";

/** As C++ streams print the numbers that have no digits. */
function numberText(value: number): string {
  if (Number.isFinite(value)) return String(value);
  if (Number.isNaN(value)) return "nan";
  return value > 0 ? "inf" : "-inf";
}

/** CmdStan's own columns of a draw. */
function samplerColumns(
  statistics: SamplerStatistics,
): Readonly<Record<string, ArrayLike<number>>> {
  const { logDensity, acceptance, stepSize, treeDepth, leapfrogs, divergent, energy } = statistics;
  return {
    lp__: logDensity,
    accept_stat__: acceptance,
    stepsize__: new Float64Array(logDensity.length).fill(stepSize),
    treedepth__: treeDepth,
    n_leapfrog__: leapfrogs,
    divergent__: divergent,
    energy__: energy,
  };
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

/** The header and the rows of one chain; `own` are the columns before the parameters'. */
function tableLines(
  { draws: { parameters, drawsPerChain, values } }: Posterior,
  chain: number,
  columns: readonly StanColumn[],
  own: Readonly<Record<string, ArrayLike<number>>>,
): { readonly header: readonly string[]; readonly rows: readonly string[] } {
  const width = parameters.length;
  const before = Object.values(own);
  const places = columns.map(({ parameter }) => parameter);
  const rows = Array.from({ length: drawsPerChain }, (_, draw) => {
    const start = (chain * drawsPerChain + draw) * width;
    let line = before.map((column) => numberText(column[draw] ?? Number.NaN)).join(",");
    for (const parameter of places)
      line += `,${numberText(values[start + parameter] ?? Number.NaN)}`;
    return line;
  });
  return { header: [[...Object.keys(own), ...columns.map(({ name }) => name)].join(",")], rows };
}

const joined = (...parts: readonly (readonly string[])[]): string => `${parts.flat().join("\n")}\n`;

function chainText(
  posterior: NutsPosterior,
  statistics: SamplerStatistics,
  chain: number,
  columns: readonly StanColumn[],
): string {
  const { header, rows } = tableLines(posterior, chain, columns, samplerColumns(statistics));
  const { warmup, sampling } = statistics.seconds;
  const config = configLines(posterior, chain);
  return joined(config, header, adaptationLines(statistics), rows, timeLines(warmup, sampling));
}

/** Draws that no chain made, as CmdStan writes those of its sampler without parameters. */
function independentText(posterior: Posterior, columns: readonly StanColumn[]): string {
  const zero = new Float64Array(posterior.draws.drawsPerChain);
  const own = { lp__: zero, accept_stat__: zero };
  const { header, rows } = tableLines(posterior, 0, columns, own);
  const times = timeLines(0, posterior.seconds["approximation"] ?? 0);
  return joined(configLines(posterior, 0), header, rows, times);
}

function namesTable({ draws: { parameters } }: Posterior, columns: readonly StanColumn[]): string {
  return tableToCsv({
    kind: "table",
    title: "",
    columns: ["column", "parameter", "role", "term"].map((name) => ({ name, format: "text" })),
    rows: columns.flatMap(({ name, parameter }) =>
      parameters.slice(parameter, parameter + 1).map((own) => [name, own.name, own.role, own.term]),
    ),
    notes: [],
  });
}

/** `full.csv` becomes `full_1.csv`, `full_2.csv`, ... and `full-names.csv`. */
export function cmdstanFiles(posterior: Posterior, file: string): readonly OutputFile[] {
  const stem = file.replace(/\.csv$/iu, "");
  const columns = stanColumns(posterior.draws.parameters);
  const texts =
    posterior.engine === "nuts"
      ? posterior.statistics.map((own, chain) => chainText(posterior, own, chain, columns))
      : [independentText(posterior, columns)];
  const chains = texts.map((contents, chain) => ({ name: `${stem}_${chain + 1}.csv`, contents }));
  return [...chains, { name: `${stem}-names.csv`, contents: namesTable(posterior, columns) }];
}
