/** `data` declarations and their column clauses. */
import type {
  ColumnClauseCstNode,
  ColumnLevelCstNode,
  DataDeclarationCstNode,
  IToken,
} from "../../grammar/index.js";
import { nearestName } from "../diagnostics/index.js";
import type {
  ColumnClause,
  ColumnType,
  DataDeclaration,
  NumberLiteral,
  TextLiteral,
} from "./ast.js";
import { buildName, coveringSpan, nodeSpan, tokenSpan } from "./build-context.js";
import type { BuildContext } from "./build-context.js";
import { buildExpression } from "./build-expression.js";
import { buildNumber, buildText, everyOne } from "./build-primary.js";

const columnTypes: readonly ColumnType[] = ["number", "factor", "ordered", "text"];

function buildColumnType(token: IToken, context: BuildContext): ColumnType | undefined {
  const type = columnTypes.find((candidate) => candidate === token.image);
  if (type !== undefined) return type;
  const span = tokenSpan(token, context);
  if (token.image === "date") {
    const message = "the column type `date` is not in this version";
    const help = "declare the column as `text`, or give it as a number";
    context.sink.report({ code: "not-in-this-version", severity: "error", message, span, help });
    return undefined;
  }
  const near = nearestName(token.image, columnTypes);
  context.sink.report({
    code: "unknown-column-type",
    severity: "error",
    message: `\`${token.image}\` is not a type of column`,
    span,
    expected: "number, factor, ordered or text",
    found: `\`${token.image}\``,
    ...(near === undefined ? {} : { help: `did you mean \`${near}\`?` }),
  });
  return undefined;
}

function buildLevel(
  { children, recoveredNode }: ColumnLevelCstNode,
  context: BuildContext,
): TextLiteral | NumberLiteral | undefined {
  if (recoveredNode === true) return undefined;
  const text = children.Text?.[0];
  if (text !== undefined) return buildText(text, context);
  const numeral = children.Numeral?.[0];
  const minus = children.Minus?.[0];
  if (numeral === undefined) return undefined;
  const level = buildNumber(numeral, context, minus !== undefined);
  if (minus === undefined) return level;
  return { ...level, span: coveringSpan(tokenSpan(minus, context), level.span) };
}

function buildColumnClause(
  cst: ColumnClauseCstNode,
  context: BuildContext,
): ColumnClause | undefined {
  if (cst.recoveredNode === true) return undefined;
  const [column] = cst.children.Name;
  const [typeName] = cst.children.columnType;
  const type = typeName && buildColumnType(typeName, context);
  const levels = everyOne(
    (cst.children.columnLevel ?? []).map((level) => buildLevel(level, context)),
  );
  if (column === undefined || type === undefined || levels === undefined) return undefined;
  return { column: buildName(column, context), type, levels, span: nodeSpan(cst, context) };
}

/** Clauses that could not be read are left out: each was reported. */
export function buildDataDeclaration(
  cst: DataDeclarationCstNode,
  context: BuildContext,
): DataDeclaration | undefined {
  if (cst.recoveredNode === true) return undefined;
  const [name] = cst.children.Name;
  const source = buildExpression(cst.children.expression[0], context);
  if (name === undefined || source === undefined) return undefined;
  const columns = (cst.children.columnClause ?? [])
    .map((clause) => buildColumnClause(clause, context))
    .filter((clause) => clause !== undefined);
  return {
    kind: "data",
    name: buildName(name, context),
    source,
    columns,
    span: nodeSpan(cst, context),
  };
}
