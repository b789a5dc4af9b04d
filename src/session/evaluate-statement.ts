/** The value of one statement: a declaration, an assignment or a bare expression. */
import { nearestName } from "../diagnostics/index.js";
import type { DataDeclaration, ModelDeclaration, Name, Statement } from "../language/ast.js";
import type { DataFrame } from "../data/index.js";
import { namesInFormula } from "../language/named-sources.js";
import { asFrame } from "./as-frame.js";
import { evaluate } from "./evaluate.js";
import type { Evaluation } from "./evaluate.js";
import { formulaSources } from "./formula-sources.js";
import { failed, hasRows, isReal, kindOf, nameOfKind } from "./session-value.js";
import type { SessionValue } from "./session-value.js";

function reportNotData(name: Name, found: string, evaluation: Evaluation): void {
  evaluation.sink.report({
    code: "not-data",
    severity: "error",
    message: `\`${name.text}\` is not data`,
    span: name.span,
    expected: "data",
    found,
  });
}

/** The value as data under a name of its own, a pending value, or a failure that was reported. */
function requireFrame(
  value: SessionValue,
  name: Name,
  evaluation: Evaluation,
): DataFrame | SessionValue {
  if (value.kind === "failed") return failed;
  if (!hasRows(kindOf(value))) {
    reportNotData(name, nameOfKind(kindOf(value)), evaluation);
    return failed;
  }
  if (value.kind === "pending") return { kind: "pending", of: "data" };
  return asFrame(value, name.text, evaluation.sink) ?? failed;
}

/** Verbs whose values take the column types of a declaration. */
const typedSources: ReadonlySet<string> = new Set(["read", "sql"]);

async function evaluateData(
  declaration: DataDeclaration,
  evaluation: Evaluation,
): Promise<SessionValue> {
  const { source, columns, name } = declaration;
  const [clause] = columns;
  if (clause !== undefined && !(source.kind === "call" && typedSources.has(source.callee.text))) {
    evaluation.sink.report({
      code: "bad-argument",
      severity: "error",
      message: "column types are given where a file is read or a query asked",
      span: clause.span,
      expected: "data NAME = read(...) { column: type }",
    });
    return failed;
  }
  const value = await evaluate(source, { ...evaluation, declaration });
  if (value.kind === "graph") return { ...value, name: name.text };
  return requireFrame(value, name, evaluation);
}

async function evaluateModel(
  declaration: ModelDeclaration,
  evaluation: Evaluation,
): Promise<SessionValue> {
  const { data } = declaration;
  const value = evaluation.environment.get(data.text);
  if (value === undefined) {
    const frames = [...evaluation.environment].filter(([, { kind }]) => kind === "data");
    const nearest = nearestName(
      data.text,
      frames.map(([name]) => name),
    );
    evaluation.sink.report({
      code: "unknown-name",
      severity: "error",
      message: `no data above is called \`${data.text}\``,
      span: data.span,
      ...(nearest !== undefined && {
        help: `did you mean \`${nearest}\`?`,
        fix: { span: data.span, replacement: nearest },
      }),
    });
    return failed;
  }
  const frame = requireFrame(value, data, evaluation);
  if (frame.kind !== "data") return isReal(frame) ? failed : pendingModel(frame);
  const { environment, sink } = evaluation;
  const formulas = declaration.items.filter((item) => item.kind === "formula");
  const named = formulas.flatMap((item) => namesInFormula(item.formula, frame, environment));
  const totals = declaration.items.flatMap((item) =>
    item.kind === "aggregate" && environment.has(item.data.text) ? [item.data] : [],
  );
  for (const name of [data, ...totals, ...named]) evaluation.onUse?.(name);
  const { concernsNetworks, resolveModel, resolveNetwork } = await import("../model/index.js");
  const resolve = concernsNetworks(declaration) ? resolveNetwork : resolveModel;
  return resolve(declaration, frame, sink, formulaSources(environment)) ?? failed;
}

function pendingModel(value: SessionValue): SessionValue {
  return value.kind === "pending" ? { kind: "pending", of: "model" } : failed;
}

/** Never throws for a user's mistake: reports it and answers `failed`. */
export function evaluateStatement(
  statement: Statement,
  evaluation: Evaluation,
): Promise<SessionValue> {
  switch (statement.kind) {
    case "data":
      return evaluateData(statement, evaluation);
    case "model":
      return evaluateModel(statement, evaluation);
    case "assignment":
    case "expression":
      return evaluate(statement.value, evaluation);
  }
}
