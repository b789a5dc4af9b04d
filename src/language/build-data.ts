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
import {
  buildName,
  buildPart,
  coveringSpan,
  nodeSpan,
  regionOf,
  tokenSpan,
} from "./build-context.js";
import type { BuildContext, Region } from "./build-context.js";
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

/** The head must be readable; clauses that could not be read are left out, each was reported. */
export function buildDataDeclaration(
  cst: DataDeclarationCstNode,
  context: BuildContext,
): DataDeclaration | undefined {
  if (cst.recoveredNode === true) return undefined;
  const span = nodeSpan(cst, context);
  const { Name: names, expression, LeftBrace: braces, columnClause = [] } = cst.children;
  const region = regionOf(cst, context);
  const head = { start: span.start, end: braces?.[0]?.startOffset ?? region?.end ?? span.end };
  return buildPart(head, context, (watched) => {
    const [name] = names;
    const source = buildExpression(expression[0], watched);
    if (name === undefined || source === undefined) return undefined;
    const columns = columnClause.flatMap((clause) => {
      const built = buildPart(clauseRegion(clause, cst, context), context, (inner) =>
        buildColumnClause(clause, inner),
      );
      return built === undefined ? [] : [built];
    });
    return { kind: "data", name: buildName(name, context), source, columns, span };
  });
}

/** A clause reaches to the next one, the end of its line or the end of the block. */
function clauseRegion(
  clause: ColumnClauseCstNode,
  { children }: DataDeclarationCstNode,
  context: BuildContext,
): Region | undefined {
  const region = regionOf(clause, context);
  if (region === undefined) return undefined;
  const later = (children.columnClause ?? []).map(({ location }) => location?.startOffset ?? 0);
  const next = later.find((start) => start > region.start);
  const closing = children.RightBrace?.[0]?.startOffset ?? Number.POSITIVE_INFINITY;
  return { ...region, end: Math.min(region.end, next ?? closing, closing) };
}
