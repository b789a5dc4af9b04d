/** The survey beside the model: its data, and the weights of its respondents, checked. */
import {
  countOf,
  findColumn,
  numberLabel,
  reportUnknownColumn,
  rowInWords,
  rowLocation,
} from "../../data/index.js";
import type { DataFrame } from "../../data/index.js";
import type { DiagnosticSink, Span } from "../../diagnostics/index.js";
import type { ModelSpec } from "../../model/model-spec.js";
import type { SurveyData } from "./raw-shares.js";

interface SurveyQuestion {
  readonly data?: DataFrame;
  readonly surveyWeights?: string;
  readonly span?: Span;
}

/** Rows of the model whose weight is no weight: an error for a negative one, a note for missing ones. */
function checkWeights(
  { design }: ModelSpec,
  data: DataFrame,
  values: Float64Array,
  { surveyWeights, span }: SurveyQuestion,
  sink: DiagnosticSink,
): boolean {
  const place = span === undefined ? {} : { span };
  const wrong = design.rows.find((row) => values[row]! < 0 || values[row]! === Infinity);
  if (wrong !== undefined) {
    sink.report({
      code: "bad-argument",
      severity: "error",
      message: `the survey's weight \`${surveyWeights}\` in ${rowInWords(data, wrong)} is no weight`,
      expected: "zero or a positive number",
      found: numberLabel(values[wrong]!),
      ...place,
      ...rowLocation(data, wrong),
    });
    return false;
  }
  const missing = design.rows.filter((row) => Number.isNaN(values[row]!)).length;
  if (missing > 0)
    sink.report({
      code: "missing-left-out",
      severity: "note",
      message: `${countOf(missing, "row")} of \`${data.name}\` without a weight \`${surveyWeights}\` ${missing === 1 ? "is" : "are"} left out of the weighted shares`,
      ...place,
    });
  return true;
}

/** Undefined after a report. */
export function readSurvey(
  spec: ModelSpec,
  question: SurveyQuestion,
  sink: DiagnosticSink,
): SurveyData | undefined {
  const { data, surveyWeights, span } = question;
  if (data === undefined) return {};
  if (surveyWeights === undefined) return { data };
  const column = findColumn(data, surveyWeights);
  if (column === undefined) {
    reportUnknownColumn(data, surveyWeights, span, sink);
    return undefined;
  }
  if (column.kind === "numeric") {
    const weights = column.values;
    return checkWeights(spec, data, weights, question, sink) ? { data, weights } : undefined;
  }
  sink.report({
    code: "not-a-number",
    severity: "error",
    message: `the survey's weights \`${surveyWeights}\` are not a column of numbers`,
    ...(span !== undefined && { span }),
  });
  return undefined;
}
