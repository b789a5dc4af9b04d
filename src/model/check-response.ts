/** Checks every response value against the family, naming the first row that cannot be. */
import type { DiagnosticSink, Span } from "../diagnostics/index.js";
import { countOf, rowInWords, rowLocation } from "../data/index.js";
import type { DataFrame } from "../data/index.js";
import type { Design } from "../design/design-blocks.js";
import { weightedStandardDeviation } from "../math/index.js";
import type { Family } from "../vocabulary/index.js";
import { rowWeights } from "./row-weights.js";

interface ResponseCheck {
  readonly design: Design;
  readonly frame: DataFrame;
  readonly family: Family;
  readonly span: Span;
  readonly sink: DiagnosticSink;
}

/** True when the responses can be modelled; reports what is wrong with them. */
export function checkResponse(
  design: Design,
  frame: DataFrame,
  family: Family,
  span: Span,
  sink: DiagnosticSink,
): boolean {
  const check: ResponseCheck = { design, frame, family, span, sink };
  return checkValues(check) && checkInformation(check) && checkSpread(check);
}

/** Reports the first offending row and how many there are. */
function reportRows(
  { design, frame, span, sink }: ResponseCheck,
  offends: (row: number) => boolean,
  describe: (row: number) => {
    readonly code: "impossible-response" | "more-successes-than-trials";
    readonly message: string;
    readonly expected: string;
    readonly found: string;
  },
): boolean {
  let first = -1;
  let count = 0;
  for (let row = 0; row < design.predictor.rowCount; row++) {
    if (!offends(row)) continue;
    if (first < 0) first = row;
    count++;
  }
  if (first < 0) return true;
  const { message, ...rest } = describe(first);
  const row = design.rows[first]!;
  const more = count === 1 ? "" : `, and ${countOf(count - 1, "more row")}`;
  sink.report({
    severity: "error",
    span,
    ...rowLocation(frame, row),
    ...rest,
    message: `${message} (${rowInWords(frame, row)}${more})`,
  });
  return false;
}

function checkValues(check: ResponseCheck): boolean {
  const { family, design } = check;
  const { values, trials, text } = design.response;
  const exceeds = (row: number): boolean => trials !== undefined && values[row]! > trials[row]!;
  const found = (row: number): string =>
    trials ? `${values[row]!} of ${trials[row]!}` : String(values[row]!);
  const withinTrials = reportRows(check, exceeds, (row) => ({
    code: "more-successes-than-trials",
    message: `more successes than trials in \`${text}\``,
    expected: "at most as many successes as trials",
    found: found(row),
  }));
  const possible = reportRows(
    check,
    (row) => !exceeds(row) && !family.accepts(values[row]!, trials?.[row] ?? 1),
    (row) => ({
      code: "impossible-response",
      message: `the response \`${text}\` has a value that the \`${family.name}\` family cannot produce`,
      expected: family.responseRule,
      found: found(row),
    }),
  );
  return withinTrials && possible;
}

function checkInformation({ design, span, sink }: ResponseCheck): boolean {
  const weights = rowWeights(design.response);
  if (!weights || weights.some((weight) => weight > 0)) return true;
  sink.report({
    code: "no-information",
    severity: "error",
    message: `every row has zero ${design.response.trials ? "trials" : "weight"}`,
    span,
    expected: "at least one row that says something about the response",
  });
  return false;
}

function checkSpread({ design, family, span, sink }: ResponseCheck): boolean {
  const { values, trials, text } = design.response;
  const weights = rowWeights(design.response);
  if (family.scaledByResponse) {
    if (weightedStandardDeviation(values, weights) > 0) return true;
    sink.report({
      code: "constant-response",
      severity: "error",
      message: `all values of \`${text}\` are equal, so their spread cannot set the scale of the model`,
      span,
      expected: "a response that varies",
      found: String(values[0]),
    });
    return false;
  }
  const informed = (row: number): boolean => (weights ? weights[row]! > 0 : true);
  const every = (test: (y: number, n: number) => boolean): boolean =>
    values.every((y, row) => !informed(row) || test(y, trials?.[row] ?? 1));
  const none = family.accepts(0, 1) && every((y) => y === 0);
  const all = family.trials !== undefined && every((y, n) => y === n);
  if (none || all) {
    sink.report({
      code: "response-always-same",
      severity: "warning",
      message: all ? "every trial is a success" : "no row has a success or count above zero",
      span,
      help: "the intercept is only bounded by its prior",
    });
  }
  return true;
}
