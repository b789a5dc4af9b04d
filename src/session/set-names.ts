/** `--set name=value`: gives another value to a name that the program assigns or leaves open. */
import { namesIn } from "../data/index.js";
import { nearestName } from "../diagnostics/index.js";
import type { Span } from "../diagnostics/index.js";
import type { Assignment, Expression, ModelFile, Statement } from "../language/ast.js";

export interface SetOutcome {
  readonly file: ModelFile;
  /** The settings as little texts that spans can point into. */
  readonly texts: ReadonlyMap<string, string>;
  /** One sentence for each setting that the program has no use for. */
  readonly problems: readonly string[];
}

const numberPattern = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/u;
const quotedPattern = /^(["'])(.*)\1$/u;

/** A number, true or false, or else a text; quotes around a text may be left out. */
function literalOf(value: string, span: Span): Expression {
  const trimmed = value.trim();
  if (numberPattern.test(trimmed))
    return { kind: "number", value: Number(trimmed), text: trimmed, span };
  if (/^true$/iu.test(trimmed)) return { kind: "constant", value: true, span };
  if (/^false$/iu.test(trimmed)) return { kind: "constant", value: false, span };
  const quoted = quotedPattern.exec(trimmed);
  return { kind: "text", value: quoted?.[2] ?? trimmed, quote: '"', span };
}

function namesInStatement(statement: Statement): readonly string[] {
  switch (statement.kind) {
    case "data":
      return namesIn(statement.source);
    case "assignment":
    case "expression":
      return namesIn(statement.value);
    case "model":
      return [];
  }
}

function describeUnused(name: string, statements: readonly Statement[]): string {
  const declared = statements.find(
    (statement) =>
      (statement.kind === "data" || statement.kind === "model") && statement.name.text === name,
  );
  if (declared) return `--set ${name}: \`${name}\` is declared as ${declared.kind} and stays so`;
  const assigned = statements.flatMap((statement) =>
    statement.kind === "assignment" ? [statement.name.text] : [],
  );
  const nearest = nearestName(name, assigned);
  const hint = nearest === undefined ? "" : `; did you mean \`${nearest}\`?`;
  return `--set ${name}: the program does not use a name \`${name}\`${hint}`;
}

function assign(name: string, value: Expression, span: Span): Assignment {
  return {
    kind: "assignment",
    name: { kind: "name", text: name, quoted: false, span },
    value,
    span,
  };
}

/** Replaces the values of assignments, and assigns names that the program uses but does not give. */
export function setNames(file: ModelFile, settings: Readonly<Record<string, string>>): SetOutcome {
  const texts = new Map<string, string>();
  const problems: string[] = [];
  const used = new Set(file.statements.flatMap(namesInStatement));
  let statements = file.statements;
  for (const [name, value] of Object.entries(settings)) {
    const text = `${name}=${value}`;
    const span: Span = { file: `--set ${name}`, start: name.length + 1, end: text.length };
    const literal = literalOf(value, span);
    const declared = (statement: Statement): boolean =>
      statement.kind !== "expression" && statement.name.text === name;
    const known = file.statements.find(declared);
    if (known?.kind === "assignment")
      statements = statements.map((statement) =>
        statement.kind === "assignment" && declared(statement)
          ? { ...statement, value: literal }
          : statement,
      );
    else if (known === undefined && used.has(name))
      statements = [assign(name, literal, span), ...statements];
    else problems.push(describeUnused(name, file.statements));
    texts.set(span.file, text);
  }
  return { file: { ...file, statements }, texts, problems };
}
