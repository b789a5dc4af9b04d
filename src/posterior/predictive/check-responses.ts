/** A predictive check of a kind, for each group of rows, filled replicate by replicate. */
import type { CompiledModel } from "../../compiler/compiled-model.js";
import type { ResultTable } from "../result-table.js";
import { rowsByGroup } from "../rows-by-group.js";
import type { CheckedResponses } from "./check-kinds/check-kind.js";
import { checkKinds, kindsOfCounts, type CheckKindName } from "./check-kinds/index.js";
import type { StatisticName } from "./group-statistics.js";

export interface CheckOptions {
  /** `summary` by default, with `by` `grouped`. */
  readonly kind?: CheckKindName;
  /** Columns of the model's data; the check is made in each group of rows. */
  readonly by?: readonly string[];
  /** What `grouped` compares; `mean` by default. */
  readonly statistic?: StatisticName;
  /** Of counts among trials; `share` by default, but for the kinds that count. */
  readonly scale?: "count" | "share";
}

export interface OpenCheck {
  readonly see: (replicate: Float64Array) => void;
  /** With what a summary of the same replicates says of them. */
  readonly table: (summary: ResultTable) => ResultTable;
}

/** Counts over trials; rows without trials are NaN. */
function sharesOf(counts: Float64Array, trials: Float64Array, into: Float64Array): Float64Array {
  for (let row = 0; row < into.length; row++)
    into[row] = trials[row]! > 0 ? counts[row]! / trials[row]! : NaN;
  return into;
}

function responsesOf(
  { spec }: CompiledModel,
  kind: CheckKindName,
  { statistic = "mean", scale = "share" }: CheckOptions,
): CheckedResponses {
  const { values, trials } = spec.design.response;
  const shares = trials !== undefined && scale === "share" && !kindsOfCounts.has(kind);
  const observed = shares ? sharesOf(values, trials, new Float64Array(values.length)) : values;
  return { spec, observed, trials, shares, statistic };
}

/** Rows without trials say nothing. */
function informative({ trials }: CheckedResponses, rows: Int32Array): Int32Array {
  return trials ? rows.filter((row) => trials[row]! > 0) : rows;
}

/** The note on impossible responses and the like, which does not depend on the kind. */
function notesOf({ notes }: ResultTable): readonly string[] {
  return notes.slice(1);
}

/** Undefined for the summary of all rows. */
export function openCheck(model: CompiledModel, options: CheckOptions): OpenCheck | undefined {
  const { by = [] } = options;
  const name = options.kind ?? (by.length > 0 || options.statistic ? "grouped" : "summary");
  if (name === "summary" && by.length === 0) return undefined;
  const kind = checkKinds[name];
  const responses = responsesOf(model, name, options);
  const { trials, shares } = responses;
  const checks = rowsByGroup(model.spec, by).flatMap(({ labels, rows }) => {
    const kept = informative(responses, rows);
    return kept.length > 0 ? [{ labels, check: kind.open(responses, kept) }] : [];
  });
  const chart = kind.chart(by);
  const scaled = new Float64Array(responses.observed.length);
  return {
    see(replicate) {
      const seen = shares && trials ? sharesOf(replicate, trials, scaled) : replicate;
      for (const { check } of checks) check.add(seen);
    },
    table: (summary) => ({
      kind: "table",
      ...(summary.title !== undefined && { title: summary.title }),
      columns: [
        ...by.map((column) => ({ name: column, format: "text" as const })),
        ...kind.columns(responses),
      ],
      rows: checks.flatMap(({ labels, check }) => check.rows().map((row) => [...labels, ...row])),
      notes: [kind.note(responses), ...notesOf(summary)],
      ...(chart && { chart }),
    }),
  };
}
