/** The checks of a model file that need no data; every mistake is reported in one run. */
import { nearestName } from "../diagnostics/index.js";
import type { DiagnosticSink } from "../diagnostics/index.js";
import type {
  CallExpression,
  DataDeclaration,
  Expression,
  ModelFile,
  Name,
  Statement,
} from "./ast.js";
import { findVerb, matchParameters } from "./check-call.js";
import type { VerbCheck } from "./check-call.js";
import { checkModelItems } from "./check-model-items.js";
import type { VerbSignature } from "./verb-signature.js";

interface FileCheck extends VerbCheck {
  readonly declared: Map<string, Name>;
  /** The first declaration of every name in the file, wherever it stands. */
  readonly everywhere: ReadonlyMap<string, Name>;
  /** Names of a session that the file continues; it may declare them anew. */
  readonly known: ReadonlySet<string>;
}

const nameOf = (statement: Statement): Name | undefined =>
  statement.kind === "expression" ? undefined : statement.name;

function firstDeclarations(file: ModelFile): ReadonlyMap<string, Name> {
  const names = file.statements.map(nameOf).filter((name) => name !== undefined);
  return new Map(names.reverse().map((name) => [name.text, name]));
}

function declare(name: Name, check: FileCheck): void {
  const earlier = check.declared.get(name.text);
  if (earlier === undefined) {
    check.declared.set(name.text, name);
    return;
  }
  check.sink.report({
    code: "duplicate-name",
    severity: "error",
    message: `\`${name.text}\` is declared twice`,
    span: name.span,
    labels: [{ span: earlier.span, message: "first declared here" }],
    help: "give one of them another name",
  });
}

function requireDeclared(name: Name, check: FileCheck, what: string): void {
  if (check.declared.has(name.text) || check.known.has(name.text)) return;
  const later = check.everywhere.get(name.text);
  const nearest = nearestName(name.text, [...check.declared.keys(), ...check.known]);
  check.sink.report({
    code: "unknown-name",
    severity: "error",
    message:
      later === undefined
        ? `${what} is called \`${name.text}\``
        : `\`${name.text}\` is used above its declaration`,
    span: name.span,
    ...(later !== undefined && {
      labels: [{ span: later.span, message: "declared here" }],
      help: "move the declaration up",
    }),
    ...(later === undefined &&
      nearest !== undefined && {
        help: `did you mean \`${nearest}\`?`,
        fix: { span: name.span, replacement: nearest },
      }),
  });
}

/** Names where a value stands must be declared, calls must be of verbs; columns are not looked into. */
function checkValue(value: Expression, check: FileCheck): void {
  switch (value.kind) {
    case "name":
      requireDeclared(value, check, "nothing above");
      break;
    case "call":
      checkCall(value, check);
      break;
    case "parenthesised":
      checkValue(value.inner, check);
      break;
    case "list":
      for (const item of value.items) checkValue(item, check);
      break;
    default:
      break;
  }
}

function checkCall(call: CallExpression, check: FileCheck): void {
  const verb = findVerb(call.callee, check);
  if (verb === undefined) return;
  for (const { parameter, argument } of matchParameters(call, verb, check.sink)) {
    const { value } = argument;
    const nested = value.kind === "call" && check.verbs.has(value.callee.text);
    if (parameter.takes === "value" || (nested && argument.name === undefined)) {
      checkValue(value, check);
    }
  }
}

function checkColumnClauses({ columns }: DataDeclaration, { sink }: FileCheck): void {
  const described = new Map<string, Name>();
  for (const { column } of columns) {
    const earlier = described.get(column.text);
    if (earlier === undefined) described.set(column.text, column);
    else {
      sink.report({
        code: "duplicate-column-clause",
        severity: "error",
        message: `the column \`${column.text}\` is described twice`,
        span: column.span,
        labels: [{ span: earlier.span, message: "first described here" }],
      });
    }
  }
}

function checkStatement(statement: Statement, check: FileCheck): void {
  switch (statement.kind) {
    case "data":
      checkValue(statement.source, check);
      checkColumnClauses(statement, check);
      break;
    case "model":
      requireDeclared(statement.data, check, "no data above");
      for (const item of statement.items)
        if (item.kind === "aggregate") requireDeclared(item.data, check, "no data above");
      checkModelItems(statement, check.sink);
      break;
    case "assignment":
    case "expression":
      checkValue(statement.value, check);
      break;
  }
  const name = nameOf(statement);
  if (name !== undefined) declare(name, check);
}

/**
 * Reports duplicate and undeclared names, unknown verbs and arguments, unknown settings and columns
 * described twice. Names of statements that could not be read, and `known` ones, count as declared.
 */
export function checkModelFile(
  file: ModelFile,
  verbs: readonly VerbSignature[],
  sink: DiagnosticSink,
  known: Iterable<string> = [],
): void {
  const check: FileCheck = {
    verbs: new Map(verbs.map((verb) => [verb.name, verb])),
    sink,
    declared: new Map((file.unreadable ?? []).map((name) => [name.text, name])),
    everywhere: firstDeclarations(file),
    known: new Set(known),
  };
  for (const statement of file.statements) checkStatement(statement, check);
}
