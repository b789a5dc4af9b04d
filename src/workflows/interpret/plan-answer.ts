/** A question held against a model: the rows, what varies in them, and that they can be predicted for. */
import { findColumn } from "../../data/index.js";
import type { DataFrame } from "../../data/index.js";
import type { DiagnosticSink } from "../../diagnostics/index.js";
import type { ModelSpec } from "../../model/model-spec.js";
import { answerRows } from "./answer-rows.js";
import type { AnswerRows } from "./answer-rows.js";
import { checkSettings } from "./check-settings.js";
import { evaluateRows } from "./evaluated-rows.js";
import type { EvaluatedRows } from "./evaluated-rows.js";
import { mergeRows } from "./merged-rows.js";
import type { MergedRows } from "./merged-rows.js";
import type { GivenVariable, Question } from "./question.js";
import { readContrast } from "./read-contrast.js";
import { readSlope } from "./read-slope.js";
import type { Varied } from "./varied.js";
import { openVariables } from "./variables.js";
import type { Variables } from "./variables.js";

export interface AnswerPlan {
  readonly question: Question;
  readonly spec: ModelSpec;
  readonly rows: AnswerRows;
  readonly merged: MergedRows;
  /** Where the merged rows' examples are. */
  readonly shown: DataFrame;
  /** Undefined for predictions. */
  readonly varied: Varied | undefined;
  /** The merged rows in one block. */
  readonly evaluated: EvaluatedRows;
}

function variedOf(question: Question): GivenVariable | undefined {
  if (question.kind === "predictions") return undefined;
  return question.kind === "comparisons" ? question.contrast : question.wrt;
}

/** Rows whose varied column the program conditions on keep their own values of it. */
function checkOwnValues(
  question: Question,
  given: GivenVariable,
  categorical: boolean,
  sink: DiagnosticSink,
): boolean {
  const twice = question.conditional?.variables.some(({ name }) => name === given.name) === true;
  if (!twice || (given.values === undefined && !categorical)) return true;
  sink.report({
    code: "bad-argument",
    severity: "error",
    message: `\`${given.name}\` cannot be compared and be conditioned on at once`,
    expected: "another column in `conditional`",
    ...(given.span !== undefined && { span: given.span }),
  });
  return false;
}

/** `none` for predictions; undefined after a report. */
function readVaried(
  question: Question,
  variables: Variables,
  sink: DiagnosticSink,
): Varied | "none" | undefined {
  const given = variedOf(question);
  if (given === undefined || question.kind === "predictions") return "none";
  const variable = variables.find(given, sink);
  if (variable === undefined || !checkOwnValues(question, given, variable.categorical, sink))
    return undefined;
  const { conditional } = question;
  const own =
    conditional === undefined || conditional.variables.some(({ name }) => name === given.name);
  return question.kind === "comparisons"
    ? readContrast(question, variable, own, sink)
    : readSlope(question, variable, own, sink);
}

/** Columns that predictions of a row depend on. */
function keysOf(question: Question, { predictors }: Variables, varied: Varied | undefined) {
  const { trials } = question;
  const kept = predictors.filter((name) => name !== varied?.variable.name);
  return [
    ...kept,
    ...(varied?.own === true ? [varied.variable.name] : []),
    ...(trials && "name" in trials ? [trials.name] : []),
  ];
}

/** Everything that can be wrong with a question is reported, before any fit; undefined then. */
export function planAnswer(
  spec: ModelSpec,
  question: Question,
  sink: DiagnosticSink,
): AnswerPlan | undefined {
  const sound = checkSettings(spec, question, sink);
  const variables = openVariables(spec);
  const read = readVaried(question, variables, sink);
  const varied = read === "none" ? undefined : read;
  const rows = answerRows(question, variables, variedOf(question)?.name, sink);
  if (!sound || read === undefined || rows === undefined) return undefined;
  if (varied?.own === true && findColumn(rows.frame, varied.variable.name)?.kind !== "numeric") {
    sink.report({
      code: "not-a-number",
      severity: "error",
      message: `\`${rows.frame.name}\` has no numbers in a column \`${varied.variable.name}\``,
      ...(question.span !== undefined && { span: question.span }),
    });
    return undefined;
  }
  const keys = keysOf(question, variables, varied);
  const answer = mergeRows(question, rows.frame, keys, sink);
  if (answer === undefined) return undefined;
  const { merged, frame: shown } = answer;
  const evaluated = evaluateRows(spec, merged, varied, merged.starts.length, sink);
  return evaluated && { question, spec, rows, merged, shown, varied, evaluated };
}
