/** The table of a fit that people read: everything but the group effects, which are counted. */
import { summarise } from "../posterior/index.js";
import type { Posterior } from "../posterior/posterior.js";
import type { ResultTable } from "../posterior/result-table.js";
import type { ParameterRole } from "../target/index.js";
import { formatCount, formatNumber } from "./numbers.js";

const populationRoles: readonly ParameterRole[] = [
  "intercept",
  "common",
  "auxiliary",
  "sd",
  "correlation",
];

// The error of the standard deviation is in the JSON document; here it would break 80 columns.
const hiddenColumns: ReadonlySet<string> = new Set(["mcse_sd"]);

function dropColumns(table: ResultTable): ResultTable {
  const kept = table.columns.flatMap(({ name }, at) => (hiddenColumns.has(name) ? [] : [at]));
  return {
    ...table,
    columns: table.columns.filter(({ name }) => !hiddenColumns.has(name)),
    rows: table.rows.map((row) => kept.map((at) => row[at] ?? null)),
  };
}

/** Mean, sd, 94 % interval, Monte Carlo error, effective sample sizes and R-hat per parameter. */
export function summaryTable(posterior: Posterior, all = false): ResultTable {
  const { parameters } = posterior.draws;
  const groupEffects = parameters.filter(({ role }) => role === "group").length;
  const { table } = all ? summarise(posterior) : summarise(posterior, { include: populationRoles });
  if (all || groupEffects === 0) return dropColumns(table);
  const effects = groupEffects === 1 ? "effect" : "effects";
  const note = `${formatCount(groupEffects)} group ${effects} not shown; summary(fit, all = true) shows them`;
  return dropColumns({ ...table, notes: [note] });
}

/** `NUTS: 4 chains of 1,000 draws after 1,000 tuning, seed 1, 12.3 s, no divergences`. */
export function describeFit(posterior: Posterior): string {
  const { settings, draws, statistics } = posterior;
  const divergences = statistics.reduce(
    (sum, { divergent }) => sum + divergent.reduce((count, flag) => count + flag, 0),
    0,
  );
  const seconds = Object.values(posterior.seconds).reduce((sum, value) => sum + value, 0);
  const chains = `${draws.chains} chain${draws.chains === 1 ? "" : "s"}`;
  return [
    `NUTS: ${chains} of ${formatCount(draws.drawsPerChain)} draws`,
    ` after ${formatCount(settings.tune)} tuning, seed ${settings.seed}`,
    `, ${formatNumber(seconds)} s, ${divergences === 0 ? "no" : formatCount(divergences)} `,
    divergences === 1 ? "divergence" : "divergences",
    posterior.interrupted ? ", stopped early by the user" : "",
  ].join("");
}
