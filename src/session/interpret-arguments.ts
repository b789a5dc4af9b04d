/** Reads what predictions, comparisons and slopes are asked from the arguments of a call. */
import { findColumn } from "../data/index.js";
import type { DataFrame } from "../data/index.js";
import type { DiagnosticSink } from "../diagnostics/index.js";
import type { Expression } from "../language/ast.js";
import type { ModelSpec } from "../model/model-spec.js";
import type { Posterior } from "../posterior/posterior.js";
import type { ResultTable } from "../posterior/result-table.js";
import type {
  Asking,
  Conditional,
  GivenName,
  GivenValue,
  GivenVariable,
  Question,
} from "../workflows/interpret/index.js";
import type { InterpretParameters } from "./interpret-parameters.js";
import type { BoundArguments } from "./parameter-kinds.js";
import type { VerbCall } from "./verb.js";

type Given = Partial<BoundArguments<InterpretParameters>>;

function refuse(
  parameter: string,
  expression: Expression,
  expected: string,
  sink: DiagnosticSink,
): undefined {
  sink.report({
    code: "bad-argument",
    severity: "error",
    message: `\`${parameter}\` cannot be this expression`,
    span: expression.span,
    expected,
  });
  return undefined;
}

function nameOf(expression: Expression): GivenName | undefined {
  if (expression.kind === "name") return { name: expression.text, span: expression.span };
  return expression.kind === "text" ? { name: expression.value, span: expression.span } : undefined;
}

/** A number, a text, true or false; undefined for anything else. */
function valueOf(expression: Expression): GivenValue | undefined {
  const { kind, span } = expression;
  if (kind === "number" || kind === "text") return { value: expression.value, span };
  if (kind === "constant" && expression.value !== null)
    return { value: Number(expression.value), span };
  if (kind === "parenthesised") return valueOf(expression.inner);
  if (kind !== "unary" || expression.operator === "not") return undefined;
  const operand = valueOf(expression.operand);
  if (typeof operand?.value !== "number") return undefined;
  return { value: expression.operator === "-" ? -operand.value : operand.value, span };
}

function readValues(
  parameter: string,
  expression: Expression,
  sink: DiagnosticSink,
): readonly GivenValue[] | undefined {
  const items = expression.kind === "list" ? expression.items : [expression];
  const values = items.map(
    (item) => valueOf(item) ?? refuse(parameter, item, "numbers, or texts in quotes", sink),
  );
  return values.every((value) => value !== undefined) ? values : undefined;
}

/** `age`, `[age, edu]` or `{ age: [30, 40], edu: "HS" }`; undefined after a report. */
export function readVariables(
  parameter: string,
  expression: Expression,
  sink: DiagnosticSink,
): Conditional | undefined {
  const { span } = expression;
  const expected = `a column, a list of columns, or { column: [values] }`;
  if (expression.kind === "record") {
    const variables = expression.entries.map(({ key, value }): GivenVariable | undefined => {
      const values = readValues(parameter, value, sink);
      return values && { name: key.text, span: key.span, values };
    });
    return variables.every((one) => one !== undefined) ? { variables, span } : undefined;
  }
  const items = expression.kind === "list" ? expression.items : [expression];
  const variables = items.map((item) => nameOf(item) ?? refuse(parameter, item, expected, sink));
  return variables.every((one) => one !== undefined) ? { variables, span } : undefined;
}

/** The one column that a contrast or a slope is of; undefined after a report. */
export function readVariable(
  parameter: string,
  expression: Expression,
  sink: DiagnosticSink,
): GivenVariable | undefined {
  const read = readVariables(parameter, expression, sink);
  if (read === undefined) return undefined;
  const [only, ...others] = read.variables;
  if (only !== undefined && others.length === 0) return only;
  refuse(parameter, expression, "one column, with values or without", sink);
  return undefined;
}

/** The data may have a column called `all`. */
function readAverages(
  expression: Expression,
  frames: readonly DataFrame[],
  sink: DiagnosticSink,
): Asking["averageBy"] {
  if (expression.kind === "constant" && expression.value === true) return "all";
  const name = nameOf(expression)?.name;
  if (name === "all" && !frames.some((frame) => findColumn(frame, name))) return "all";
  const items = expression.kind === "list" ? expression.items : [expression];
  const names = items.map(
    (item) =>
      nameOf(item) ??
      refuse("average_by", item, "columns, or all for the average of every row", sink),
  );
  return names.every((one) => one !== undefined) && names.length > 0 ? names : undefined;
}

function readTrials(expression: Expression, sink: DiagnosticSink): Asking["trials"] {
  const trials = nameOf(expression) ?? valueOf(expression);
  if (trials === undefined) refuse("trials", expression, "a whole number or a column", sink);
  return trials;
}

function intervalOf({ interval, use_hdi }: Given): "hdi" | "eti" {
  return interval === "eti" || (interval === undefined && use_hdi === false) ? "eti" : "hdi";
}

/** Names of the session stand for their values, unless a column has the name. */
function columnsOf(spec: ModelSpec, frame: DataFrame | undefined): ReadonlySet<string> {
  const frames = [spec.origin.frame, ...(frame ? [frame] : [])];
  return new Set(frames.flatMap(({ columns }) => columns.map(({ name }) => name)));
}

/** An argument with names of the session replaced by what they stand for. */
export type Prepare = (expression: Expression) => Expression;

export function preparing(spec: ModelSpec, frame: DataFrame | undefined, call: VerbCall): Prepare {
  const columns = columnsOf(spec, frame);
  return (expression) => call.fillIn(expression, columns);
}

/** Settings with Bambi's defaults where the call leaves them open. */
function settingsOf(given: Given) {
  return {
    scale: (given.scale ?? "response") as Asking["scale"],
    interval: intervalOf(given),
    probability: given.prob ?? 0.94,
    estimate: given.estimate === "median" ? ("median" as const) : ("mean" as const),
    seed: given.seed ?? 1,
  };
}

type Rows = Pick<Asking, "conditional" | "averageBy" | "trials">;

/** Undefined after a report. */
function readRows(
  given: Given,
  frames: readonly DataFrame[],
  prepare: Prepare,
  sink: DiagnosticSink,
): Rows | undefined {
  const conditional =
    given.conditional && readVariables("conditional", prepare(given.conditional), sink);
  const averageBy = given.average_by && readAverages(prepare(given.average_by), frames, sink);
  const trials = given.trials && readTrials(prepare(given.trials), sink);
  const complete =
    !!conditional === !!given.conditional &&
    !!averageBy === !!given.average_by &&
    !!trials === !!given.trials;
  if (!complete) return undefined;
  return {
    ...(conditional && { conditional }),
    ...(averageBy && { averageBy }),
    ...(trials && { trials }),
  };
}

/** Undefined after a report. */
export function readAsking(
  given: Given,
  spec: ModelSpec,
  prepare: Prepare,
  call: VerbCall,
): Asking | undefined {
  const { frame, weight, new_levels } = given;
  const frames = [spec.origin.frame, ...(frame ? [frame] : [])];
  const rows = readRows(given, frames, prepare, call.sink);
  if (rows === undefined) return undefined;
  return {
    span: call.expression.callee.span,
    ...rows,
    ...(frame && { frame }),
    ...(weight && { weight: { name: weight.text, span: weight.span } }),
    ...(new_levels !== undefined && {
      newLevels: new_levels as NonNullable<Asking["newLevels"]>,
    }),
    ...settingsOf(given),
  };
}

/** The answer of a fit; undefined after a report. */
export async function answer(
  fit: Posterior,
  question: Question | undefined,
  call: VerbCall,
): Promise<ResultTable | undefined> {
  if (question === undefined) return undefined;
  const { interpret } = await import("../workflows/interpret/index.js");
  return interpret(fit, question, call.sink);
}

/** New data that only a fit will make. */
function awaitsFrame({ frame }: Given, { expression }: VerbCall): boolean {
  return frame === undefined && expression.arguments.some(({ name }) => name?.text === "frame");
}

/** What is wrong with a question whose fit has not run. */
export async function checkQuestion<Arguments extends Given>(
  given: Arguments,
  call: VerbCall,
  questionOf: (given: Arguments, spec: ModelSpec, call: VerbCall) => Question | undefined,
): Promise<void> {
  const spec = call.specOf("fit");
  if (spec === undefined || awaitsFrame(given, call)) return;
  const question = questionOf(given, spec, call);
  if (question === undefined) return;
  const { planAnswer } = await import("../workflows/interpret/index.js");
  planAnswer(spec, question, call.sink);
}
