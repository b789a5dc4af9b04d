/** What an estimate is of: numbers, successes of trials, or the shares of levels. */
import { numberLabel, rowInWords, rowLocation } from "../../data/index.js";
import type { DataFrame, EvaluatedColumn } from "../../data/index.js";
import { gradeColumn } from "../../data/index.js";
import type { DiagnosticSink, Span } from "../../diagnostics/index.js";

/** Respondents of every row that share a value; several parts are several values in a row. */
interface OutcomePart {
  readonly counts: Float64Array;
  /** NaN where missing. */
  readonly values: Float64Array;
}

export interface SurveyOutcome {
  readonly name: string;
  /** One quantity, or one for each level of a factor. */
  readonly quantities: readonly {
    readonly level?: string;
    readonly parts: readonly OutcomePart[];
  }[];
}

/** A number, a condition, or a factor with so many respondents in every row. */
export function outcomeOfColumn(
  name: string,
  value: EvaluatedColumn,
  counts: Float64Array,
): SurveyOutcome {
  if (value.kind === "numeric")
    return { name, quantities: [{ parts: [{ counts, values: value.values }] }] };
  const { codes, labels } = gradeColumn({ ...value, name });
  const quantities = labels.map((level, wanted) => {
    const values = Float64Array.from(codes, (code) => (code < 0 ? NaN : Number(code === wanted)));
    return { level, parts: [{ counts, values }] };
  });
  return { name, quantities };
}

/** `p(y, n)`: y of n respondents in every row. Undefined after reporting a row that cannot be so. */
export function outcomeOfCounts(
  name: string,
  successes: Float64Array,
  trials: Float64Array,
  frame: DataFrame,
  span: Span | undefined,
  sink: DiagnosticSink,
): SurveyOutcome | undefined {
  const isBad = (value: number): boolean => !(Number.isInteger(value) && value >= 0);
  const row = trials.findIndex(
    (count, place) => isBad(count) || isBad(successes[place]!) || successes[place]! > count,
  );
  if (row < 0) {
    const failures = trials.map((count, place) => count - successes[place]!);
    const ones = new Float64Array(trials.length).fill(1);
    const parts = [
      { counts: successes, values: ones },
      { counts: failures, values: new Float64Array(trials.length) },
    ];
    return { name, quantities: [{ parts }] };
  }
  const numberText = (value: number): string => (Number.isNaN(value) ? "NA" : numberLabel(value));
  sink.report({
    code: "bad-weight",
    severity: "error",
    message: `\`${name}\` has no count of successes in ${rowInWords(frame, row)}`,
    expected: "whole numbers of successes, at most as many as trials",
    found: `${numberText(successes[row]!)} of ${numberText(trials[row]!)}`,
    ...(span !== undefined && { span }),
    ...rowLocation(frame, row),
  });
  return undefined;
}
