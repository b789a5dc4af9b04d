/** Reads `votes(a, b, total = n)` or `composition(...)`: the columns of one side of the tables. */
import { evaluateExpression } from "../../../data/index.js";
import type { DataFrame } from "../../../data/index.js";
import type { DiagnosticSink, Span } from "../../../diagnostics/index.js";
import type { CallExpression, Expression } from "../../../language/ast.js";

export interface Side {
  readonly call: "votes" | "composition";
  readonly names: readonly string[];
  /** One array a name, a value a row. */
  readonly values: readonly Float64Array[];
  readonly total?: Float64Array;
  /** The columns are shares of the total, or of one. */
  readonly shares: boolean;
  readonly span: Span;
}

interface NamedPart {
  readonly name: string;
  readonly value: Expression;
}

const examples: Readonly<Record<Side["call"], string>> = {
  votes: "votes(hardy, kolstad, nadeem), or votes(hardy = share, ..., total = ballots) for shares",
  composition: "composition(black, white), or composition(black = share_black, ...) for shares",
};

function refuse(sink: DiagnosticSink, span: Span, call: Side["call"], message: string): void {
  sink.report({
    code: "bad-argument",
    severity: "error",
    message,
    span,
    expected: examples[call],
  });
}

function asCall(
  expression: Expression,
  call: Side["call"],
  sink: DiagnosticSink,
): CallExpression | undefined {
  if (expression.kind === "call" && expression.callee.text === call) return expression;
  refuse(sink, expression.span, call, `this is not \`${call}(...)\``);
  return undefined;
}

/** The columns under their names; a bare column is called as it is. */
function partsOf(
  expression: CallExpression,
  call: Side["call"],
  sink: DiagnosticSink,
): readonly NamedPart[] | undefined {
  const parts: NamedPart[] = [];
  for (const { name, value, span } of expression.arguments) {
    const given = name?.text ?? (value.kind === "name" ? value.text : undefined);
    if (given === undefined) {
      refuse(sink, span, call, "what is counted here needs a name");
      return undefined;
    }
    if (parts.some((part) => part.name === given)) {
      refuse(sink, span, call, `\`${given}\` stands twice in \`${call}\``);
      return undefined;
    }
    parts.push({ name: given, value });
  }
  if (parts.some(({ name }) => name !== "total")) return parts;
  refuse(sink, expression.span, call, `\`${call}\` names no column`);
  return undefined;
}

function numbersOf(
  { name, value }: NamedPart,
  frame: DataFrame,
  sink: DiagnosticSink,
): Float64Array | undefined {
  const column = evaluateExpression(value, frame, sink);
  if (column === undefined || column.kind === "numeric") return column?.values;
  sink.report({
    code: "not-a-number",
    severity: "error",
    message: `\`${name}\` of \`${frame.name}\` is not a column of numbers`,
    span: value.span,
  });
  return undefined;
}

const isShare = (values: Float64Array): boolean => values.every((value) => !(value > 1));

/** One column stands for two: itself and the rest of the total. */
function withRest(side: Side): Side {
  const [only] = side.values;
  const [name] = side.names;
  const { total, shares } = side;
  if (side.names.length > 1 || only === undefined || name === undefined) return side;
  const rest = only.map((value, row) => (shares ? 1 : (total?.[row] ?? NaN)) - value);
  return { ...side, names: [name, `not_${name}`], values: [only, rest] };
}

/**
 * The numbers of one side, every row in the order of the data; they are shares where none is above one
 * and either there is a total or some are fractions. Undefined after a report.
 */
export function readSide(
  expression: Expression,
  call: Side["call"],
  frame: DataFrame,
  sink: DiagnosticSink,
): Side | undefined {
  const written = asCall(expression, call, sink);
  const parts = written && partsOf(written, call, sink);
  if (parts === undefined) return undefined;
  const totalPart = parts.find(({ name }) => name === "total");
  const columns = parts.filter(({ name }) => name !== "total");
  const read = columns.map((part) => numbersOf(part, frame, sink));
  const total = totalPart && numbersOf(totalPart, frame, sink);
  const values = read.filter((column) => column !== undefined);
  if (values.length < read.length || (totalPart && total === undefined)) return undefined;
  const fractions = values.some((column) => column.some((value) => !Number.isInteger(value)));
  const shares = values.every(isShare) && (fractions || totalPart !== undefined);
  if (columns.length === 1 && !shares && total === undefined) {
    refuse(sink, expression.span, call, `\`${call}\` has one column and no total`);
    return undefined;
  }
  const names = columns.map(({ name }) => name);
  const side: Side = { call, names, values, shares, span: expression.span };
  return withRest({ ...side, ...(total && { total }) });
}
