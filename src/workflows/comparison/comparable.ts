/** Whether models can be compared by what they say of left-out rows: the same rows, responses and weights. */
import type { DiagnosticSink, Span } from "../../diagnostics/index.js";
import type { ModelSpec } from "../../model/model-spec.js";
import { valueText } from "../../posterior/number-text.js";

/** What a model was fitted to, and the name under which it is compared. */
export interface ComparedModel {
  readonly name: string;
  readonly spec: ModelSpec;
}

interface Difference {
  readonly message: string;
  readonly help: string;
}

/** The first place where two columns differ, where an absent column is one of `absent`. */
function firstDifference(
  a: ArrayLike<number> | undefined,
  b: ArrayLike<number> | undefined,
  absent: number,
  count: number,
): number | undefined {
  for (let i = 0; i < count; i++) if ((a?.[i] ?? absent) !== (b?.[i] ?? absent)) return i;
  return undefined;
}

function differentRows(first: ComparedModel, other: ComparedModel): Difference | undefined {
  const [a, b] = [first.spec.design.rows, other.spec.design.rows];
  const at = firstDifference(a, b, -1, Math.max(a.length, b.length));
  if (at === undefined) return undefined;
  const inside = at < Math.min(a.length, b.length);
  const [lacking, row] = a[at]! < b[at]! ? [other, a[at]!] : [first, b[at]!];
  const where = inside ? `: \`${lacking.name}\` leaves out row ${row + 1}` : "";
  return {
    message: `\`${first.name}\` and \`${other.name}\` are fits to different rows, ${a.length} and ${b.length} of them${where}`,
    help: "fit every model to the rows that are complete for all of them: filter the data first",
  };
}

/** Models of totals predict the counts of units, which must be the same counts. */
function differentTotals(first: ComparedModel, other: ComparedModel): Difference | undefined {
  const [a, b] = [first.spec.totals, other.spec.totals];
  if (a === b) return undefined;
  const count = Math.max(a?.counts.length ?? 0, b?.counts.length ?? 0);
  const same = a && b && a.outcomes.length === b.outcomes.length;
  if (same && firstDifference(a.counts, b.counts, NaN, count) === undefined) return undefined;
  return {
    message: `\`${first.name}\` and \`${other.name}\` do not predict the same: ${same ? "their counts differ" : "they have other outcomes"}`,
    help: "give all models the same left side",
  };
}

function differentResponse(first: ComparedModel, other: ComparedModel): Difference | undefined {
  const [a, b] = [first.spec.design, other.spec.design];
  const count = a.rows.length;
  const columns = [
    ["response", a.response.values, b.response.values],
    ["number of trials", a.response.trials, b.response.trials],
    ["weight", a.response.weights, b.response.weights],
  ] as const;
  for (const [what, ours, theirs] of columns) {
    const at = firstDifference(ours, theirs, 1, count);
    if (at === undefined) continue;
    const [x, y] = [ours?.[at] ?? 1, theirs?.[at] ?? 1];
    return {
      message: `\`${first.name}\` and \`${other.name}\` do not predict the same: the ${what} of row ${a.rows[at]! + 1} is ${valueText(x)} in the one and ${valueText(y)} in the other`,
      help: "give all models the same left side; in place of a transformed response take another family or link",
    };
  }
  return undefined;
}

/** False after reporting the first difference of a model from the first one. */
export function checkComparable(
  models: readonly ComparedModel[],
  span: Span,
  sink: DiagnosticSink,
): boolean {
  const [first, ...others] = models;
  for (const other of others) {
    const difference =
      differentTotals(first!, other) ??
      differentRows(first!, other) ??
      differentResponse(first!, other);
    if (difference === undefined) continue;
    sink.report({ code: "fits-not-comparable", severity: "error", span, ...difference });
    return false;
  }
  return true;
}
