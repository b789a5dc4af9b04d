/** Reads the response of totals: `votes(a, b, c, reference = b, total = n)`, its alias `counts`, or `p(y, n)`. */
import { nearestName, type DiagnosticSink } from "../../diagnostics/index.js";
import { componentLabel } from "../../design/index.js";
import type { Argument, CallExpression, Expression, Name } from "../../language/ast.js";

export interface Outcomes {
  readonly columns: readonly Name[];
  readonly reference: number;
  /** The columns are shares of this one. */
  readonly total: Name | undefined;
  /** `p(y, n)`: the second column counts everybody. */
  readonly ofTrials: boolean;
}

function report(expression: Expression, message: string, sink: DiagnosticSink): undefined {
  sink.report({
    code: "bad-aggregate",
    severity: "error",
    message,
    span: expression.span,
    expected: "votes(a, b, c) with the columns of the totals, or p(y, n)",
    found: componentLabel(expression),
  });
  return undefined;
}

function namedColumn(given: readonly Argument[], name: string): Expression | undefined {
  return given.find((argument) => argument.name?.text === name)?.value;
}

function referenceOf(
  columns: readonly Name[],
  wanted: Expression | undefined,
  sink: DiagnosticSink,
): number | undefined {
  if (!wanted) return columns.length - 1;
  const text = wanted.kind === "text" ? wanted.value : componentLabel(wanted);
  const names = columns.map((column) => column.text);
  const at = names.indexOf(text);
  if (at >= 0) return at;
  const nearest = nearestName(text, names);
  sink.report({
    code: "bad-aggregate",
    severity: "error",
    message: "the reference is not one of the outcomes",
    span: wanted.span,
    expected: names.join(", "),
    found: text,
    ...(nearest && { help: `did you mean \`${nearest}\`?` }),
  });
  return undefined;
}

/** `none` is a constant of the language and a common name for those who chose nobody. */
function columnNamed(expression: Expression): Name | undefined {
  if (expression.kind === "name") return expression;
  if (expression.kind !== "constant" || expression.value !== null) return undefined;
  return { kind: "name", text: "none", quoted: false, span: expression.span };
}

/** The response with its columns as names, as it is then printed. */
export function namedOutcomes(response: Expression): Expression {
  if (response.kind !== "call") return response;
  const given = response.arguments.map((argument) => ({
    ...argument,
    value: columnNamed(argument.value) ?? argument.value,
  }));
  return { ...response, arguments: given };
}

function readVotes(call: CallExpression, sink: DiagnosticSink): Outcomes | undefined {
  const given = call.arguments;
  const columns = given.filter(({ name }) => !name).map(({ value }) => value);
  const names = columns.map(columnNamed).filter((column) => column !== undefined);
  const settings = ["reference", "total"];
  if (given.some(({ name }) => name && !settings.includes(name.text))) {
    report(call, `\`${call.callee.text}\` takes columns, reference = and total =`, sink);
    return;
  }
  if (names.length < columns.length || names.length < 2) {
    report(call, `\`${call.callee.text}\` takes the names of two or more columns`, sink);
    return;
  }
  const total = namedColumn(given, "total");
  if (total && total.kind !== "name") {
    report(total, "`total` is a column", sink);
    return;
  }
  const reference = referenceOf(names, namedColumn(given, "reference"), sink);
  return reference === undefined
    ? undefined
    : { columns: names, reference, total, ofTrials: false };
}

export function readOutcomes(response: Expression, sink: DiagnosticSink): Outcomes | undefined {
  if (response.kind !== "call") {
    report(response, "the response of totals names their columns", sink);
    return;
  }
  const { callee } = response;
  if (callee.text === "votes" || callee.text === "counts") return readVotes(response, sink);
  if (["p", "prop", "proportion"].includes(callee.text)) {
    const [y, n, ...others] = response.arguments.map(({ value }) => value);
    if (y?.kind === "name" && n?.kind === "name" && others.length === 0)
      return { columns: [y, n], reference: 1, total: undefined, ofTrials: true };
  }
  report(response, `\`${callee.text}\` is no response of totals`, sink);
}
