/** The smallest parts of expressions: names, literals, calls, lists, braces, parentheses. */
import { tokenTypes } from "../../grammar/index.js";
import type {
  ArgumentCstNode,
  BracesCstNode,
  CstNode,
  EntryCstNode,
  ExpressionCstNode,
  IToken,
  ListCstNode,
  ParenthesesCstNode,
  PrimaryCstChildren,
  PrimaryCstNode,
  ReferenceCstNode,
} from "../../grammar/index.js";
import type {
  Argument,
  ConstantLiteral,
  Expression,
  Name,
  NumberLiteral,
  TextLiteral,
} from "./ast.js";
import { buildName, nodeSpan, tokenSpan } from "./build-context.js";
import type { BuildContext } from "./build-context.js";
import { isPlainName } from "./plain-name.js";

/** Handed in, since expressions and primaries contain each other. */
export type ExpressionBuilder = (
  cst: ExpressionCstNode | undefined,
  context: BuildContext,
) => Expression | undefined;

/** All of the values, or nothing when one is absent. */
export function everyOne<Value>(values: readonly (Value | undefined)[]): Value[] | undefined {
  const present = values.filter((value) => value !== undefined);
  return present.length === values.length ? present : undefined;
}

export function buildNumber(token: IToken, context: BuildContext, negative = false): NumberLiteral {
  const text = negative ? `-${token.image}` : token.image;
  const value = Number(text);
  const span = tokenSpan(token, context);
  if (!Number.isFinite(value)) {
    context.sink.report({
      code: "numeral-too-large",
      severity: "error",
      message: `${text} is too large a number`,
      span,
      expected: "a number below 1.8e308 in size",
    });
  }
  return { kind: "number", value, text, span };
}

export function buildText(token: IToken, context: BuildContext): TextLiteral {
  const quote = token.image.startsWith("'") ? "'" : '"';
  const closed = token.image.length > 1 && token.image.endsWith(quote);
  const value = token.image.slice(1, closed ? -1 : undefined);
  return { kind: "text", value, quote, span: tokenSpan(token, context) };
}

function buildConstant(token: IToken, context: BuildContext): ConstantLiteral {
  const { tokenType } = token;
  const value = tokenType === tokenTypes.None ? null : tokenType === tokenTypes.True;
  return { kind: "constant", value, span: tokenSpan(token, context) };
}

function buildArgument(
  cst: ArgumentCstNode,
  context: BuildContext,
  build: ExpressionBuilder,
): Argument | undefined {
  if (cst.recoveredNode === true) return undefined;
  const value = build(cst.children.expression[0], context);
  const name = cst.children.Name?.[0];
  if (value === undefined) return undefined;
  const span = nodeSpan(cst, context);
  return name === undefined ? { value, span } : { name: buildName(name, context), value, span };
}

function buildReference(
  cst: ReferenceCstNode,
  context: BuildContext,
  build: ExpressionBuilder,
): Expression | undefined {
  const [token] = cst.children.Name;
  if (token === undefined) return undefined;
  const callee = buildName(token, context);
  if (cst.children.LeftParenthesis === undefined) return callee;
  const given = everyOne(
    (cst.children.argument ?? []).map((argument) => buildArgument(argument, context, build)),
  );
  return given && { kind: "call", callee, arguments: given, span: nodeSpan(cst, context) };
}

function buildList(
  cst: ListCstNode,
  context: BuildContext,
  build: ExpressionBuilder,
): Expression | undefined {
  const items = everyOne((cst.children.expression ?? []).map((item) => build(item, context)));
  return items && { kind: "list", items, span: nodeSpan(cst, context) };
}

/** A key in quotes is the same key without them, as in a Python dict. */
function buildKey({ children }: EntryCstNode, context: BuildContext): Name | undefined {
  const name = children.Name?.[0];
  if (name !== undefined) return buildName(name, context);
  const token = children.Text?.[0];
  if (token === undefined) return undefined;
  const { value: text, span } = buildText(token, context);
  return { kind: "name", text, quoted: !isPlainName(text), span };
}

function buildBraces(
  cst: BracesCstNode,
  context: BuildContext,
  build: ExpressionBuilder,
): Expression | undefined {
  const span = nodeSpan(cst, context);
  const [expression] = cst.children.expression ?? [];
  if (expression !== undefined) {
    const inner = build(expression, context);
    return inner && { kind: "braced", inner, span };
  }
  const entries = everyOne(
    (cst.children.entry ?? []).map((entry) => {
      if (entry.recoveredNode === true) return undefined;
      const key = buildKey(entry, context);
      const value = build(entry.children.expression[0], context);
      return key && value && { key, value };
    }),
  );
  return entries && { kind: "record", entries, span };
}

function buildParentheses(
  cst: ParenthesesCstNode,
  context: BuildContext,
  build: ExpressionBuilder,
): Expression | undefined {
  const inner = build(cst.children.expression[0], context);
  const span = nodeSpan(cst, context);
  const given = (cst.children.argument ?? []).map((one) => buildArgument(one, context, build));
  const options = everyOne(given);
  if (!inner || !options) return undefined;
  if (options.length === 0) return { kind: "parenthesised", inner, span };
  if (options.every(({ name }) => name) && isGroupTerm(inner))
    return { kind: "parenthesised", inner, options, span };
  context.sink.report({
    code: "syntax-error",
    severity: "error",
    message: "a comma cannot stand in these parentheses",
    span: options[0]?.span ?? span,
    expected: "one expression, or a group-specific term such as (1 | g, cov = S)",
  });
  return undefined;
}

const isGroupTerm = (expression: Expression): boolean =>
  expression.kind === "binary" && (expression.operator === "|" || expression.operator === "||");

const first = <Item>(items: readonly Item[] | undefined): Item | undefined => items?.[0];

function buildLiteral(children: PrimaryCstChildren, context: BuildContext): Expression | undefined {
  const numeral = first(children.Numeral);
  if (numeral !== undefined) return buildNumber(numeral, context);
  const text = first(children.Text);
  if (text !== undefined) return buildText(text, context);
  const constant = first(children.Constant);
  return constant && buildConstant(constant, context);
}

const whole = <Node extends CstNode>(nodes: readonly Node[] | undefined): Node | undefined =>
  first(nodes?.filter(({ recoveredNode }) => recoveredNode !== true));

function buildComposite(
  children: PrimaryCstChildren,
  context: BuildContext,
  build: ExpressionBuilder,
): Expression | undefined {
  const reference = whole(children.reference);
  if (reference !== undefined) return buildReference(reference, context, build);
  const list = whole(children.list);
  if (list !== undefined) return buildList(list, context, build);
  const braces = whole(children.braces);
  if (braces !== undefined) return buildBraces(braces, context, build);
  const parentheses = whole(children.parentheses);
  return parentheses && buildParentheses(parentheses, context, build);
}

/** Exactly one kind of child is present in a primary that was read without recovery. */
export function buildPrimary(
  cst: PrimaryCstNode | undefined,
  context: BuildContext,
  build: ExpressionBuilder,
): Expression | undefined {
  if (cst === undefined || cst.recoveredNode === true) return undefined;
  return buildLiteral(cst.children, context) ?? buildComposite(cst.children, context, build);
}
