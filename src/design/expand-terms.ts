/** From the right side of a formula to its ordered set of terms. */
import type { DiagnosticSink, Span } from "../diagnostics/index.js";
import type {
  Argument,
  BinaryExpression,
  CallExpression,
  Expression,
  UnaryExpression,
} from "../language/ast.js";
import { componentLabel } from "./component-label.js";
import { findEffect } from "../vocabulary/effects/index.js";
import { isResponseCall, reportAbsentCall } from "./reserved-calls.js";
import { covarianceTerm, structuredTerm } from "./structured-term.js";
import type { GroupTerm, Term, TermSet } from "./term.js";
import { componentOf, emptyTermSet, offsetCall, termName, termOf } from "./term.js";
import { addTerms, crossTerms, nestTerms, raiseTerms, removeTerms } from "./term-algebra.js";

/** More terms than anyone writes on purpose; `(a + ... + z) ** 9` would make millions. */
const termLimit = 2000;

/** Where terms stand: at the top, left of the bar of a group term, or right of it. */
type Place = "formula" | "effects" | "factor";

interface Expansion {
  readonly place: Place;
  readonly sink: DiagnosticSink;
}

function bad(sink: DiagnosticSink, span: Span, message: string, help?: string): TermSet {
  sink.report({
    code: "bad-term",
    severity: "error",
    message,
    span,
    ...(help === undefined ? {} : { help }),
  });
  return emptyTermSet;
}

function withoutParentheses(expression: Expression): Expression {
  return expression.kind === "parenthesised" ? withoutParentheses(expression.inner) : expression;
}

function single(expression: Expression): TermSet {
  return { ...emptyTermSet, terms: [termOf([componentOf(expression)], expression.span)] };
}

function expandCall(call: CallExpression, { place, sink }: Expansion): TermSet {
  const name = call.callee.text;
  if (reportAbsentCall(call, sink)) return emptyTermSet;
  if (isResponseCall(name)) {
    return bad(sink, call.span, `\`${name}(...)\` describes a response; it is not a predictor`);
  }
  const effect = findEffect(name);
  if (effect && place !== "formula") {
    return bad(sink, call.span, `\`${name}(...)\` is an effect of its own, not one that varies`);
  }
  if (effect) {
    const term = structuredTerm(call, effect, sink);
    return term ? { ...emptyTermSet, structured: [term] } : emptyTermSet;
  }
  if (name === "offset" && place !== "formula") {
    return bad(sink, call.span, "an offset has no group-specific effect");
  }
  return single(call);
}

function expandNumber(
  value: number,
  text: string,
  span: Span,
  { place, sink }: Expansion,
): TermSet {
  if (place !== "factor" && (value === 0 || value === 1)) {
    return { ...emptyTermSet, intercept: value === 1 };
  }
  const where = place === "factor" ? "a grouping factor" : "a term";
  return bad(
    sink,
    span,
    `the number ${text} is not ${where}`,
    place === "factor" ? undefined : "only 1 (an intercept) and 0 (none) are terms",
  );
}

function expandUnary(expression: UnaryExpression, expansion: Expansion): TermSet {
  const operand = withoutParentheses(expression.operand);
  if (expression.operator === "+") return expand(operand, expansion);
  const isIntercept = operand.kind === "number" && (operand.value === 0 || operand.value === 1);
  if (expression.operator === "-" && isIntercept && expansion.place !== "factor") {
    return { ...emptyTermSet, intercept: operand.value === 0 };
  }
  return bad(
    expansion.sink,
    expression.span,
    `\`${expression.operator}\` before a term can only negate 0 or 1`,
    `arithmetic needs braces: {${componentLabel(expression)}}`,
  );
}

/** The terms of one side of a product; mentions of intercepts, offsets and groups have no product. */
function factorsOf(expression: Expression, expansion: Expansion): readonly Term[] | undefined {
  const set = expand(expression, expansion);
  const { sink } = expansion;
  if (set.intercept !== undefined) {
    bad(
      sink,
      expression.span,
      "an interaction with a number has no meaning",
      "put arithmetic in braces, as in {x * 2}, and 0 or 1 outside of products",
    );
    return undefined;
  }
  if (set.groups.length > 0) {
    bad(sink, expression.span, "a group-specific term cannot be part of an interaction");
    return undefined;
  }
  const [structured] = set.structured;
  if (structured) {
    const help = `for an effect of its own in each group write \`by\`, as in ${structured.effect.name}(x, by = g)`;
    bad(sink, structured.span, `\`${structured.name}\` cannot be part of an interaction`, help);
    return undefined;
  }
  const offset = set.terms.find((term) => offsetCall(term));
  if (offset) {
    bad(sink, offset.span, "an offset cannot be part of an interaction");
    return undefined;
  }
  return set.terms;
}

function expandProduct(expression: BinaryExpression, expansion: Expansion): TermSet {
  const left = factorsOf(expression.left, expansion);
  const right = factorsOf(expression.right, expansion);
  if (!left || !right) return emptyTermSet;
  if (left.length * right.length > termLimit) {
    return bad(expansion.sink, expression.span, `this makes more than ${termLimit} terms`);
  }
  const { span } = expression;
  switch (expression.operator) {
    case ":":
      return { ...emptyTermSet, terms: crossTerms(left, right, span) };
    case "/":
      return { ...emptyTermSet, terms: nestTerms(left, right, span) };
    default: {
      const main = { ...emptyTermSet, terms: [...left, ...right] };
      return addTerms(main, { ...emptyTermSet, terms: crossTerms(left, right, span) });
    }
  }
}

function expandPower(expression: BinaryExpression, expansion: Expansion): TermSet {
  const { sink } = expansion;
  const terms = factorsOf(expression.left, expansion);
  if (!terms) return emptyTermSet;
  const power = withoutParentheses(expression.right);
  if (power.kind !== "number" || !Number.isInteger(power.value) || power.value < 1) {
    const help = "`(a + b) ** 2` crosses terms; arithmetic needs braces: {x ** y}";
    return bad(sink, power.span, "the power of terms must be a whole number from 1", help);
  }
  if (terms.length === 1 && power.value > 1) {
    sink.report({
      code: "power-of-one-term",
      severity: "warning",
      message: `\`${componentLabel(expression)}\` crosses \`${termName(terms[0]!)}\` with itself, which is the term alone`,
      span: expression.span,
      help: `for the arithmetic power write {${componentLabel(expression)}}`,
    });
  }
  const raised = raiseTerms(terms, power.value, expression.span, termLimit);
  if (raised.length > termLimit) {
    return bad(sink, expression.span, `this makes more than ${termLimit} terms`);
  }
  return { ...emptyTermSet, terms: raised };
}

function expandDifference(expression: BinaryExpression, expansion: Expansion): TermSet {
  const left = expand(expression.left, expansion);
  const right = expand(expression.right, expansion);
  const rest = removeTerms(left, right);
  const present = new Set(left.terms.map(({ key }) => key));
  for (const term of right.terms.filter(({ key }) => !present.has(key))) {
    reportNothingToRemove(termName(term), term.span, expansion.sink);
  }
  const known = new Set(left.structured.map(({ name }) => name));
  for (const { name, span } of right.structured.filter((term) => !known.has(term.name))) {
    reportNothingToRemove(name, span, expansion.sink);
  }
  const unmatched = right.groups.filter(
    ({ factor }) => !left.groups.some((group) => group.factor.key === factor.key),
  );
  for (const { factor, span } of unmatched) {
    reportNothingToRemove(`(... | ${termName(factor)})`, span, expansion.sink);
  }
  return rest;
}

function reportNothingToRemove(name: string, span: Span, sink: DiagnosticSink): void {
  sink.report({
    code: "nothing-to-remove",
    severity: "warning",
    message: `\`- ${name}\` removes nothing: no such term stands before it`,
    span,
  });
}

function expandBinary(expression: BinaryExpression, expansion: Expansion): TermSet {
  const { sink } = expansion;
  switch (expression.operator) {
    case "+":
      return addTerms(expand(expression.left, expansion), expand(expression.right, expansion));
    case "-":
      return expandDifference(expression, expansion);
    case ":":
    case "*":
    case "/":
      return expandProduct(expression, expansion);
    case "**":
      return expandPower(expression, expansion);
    case "|":
    case "||":
      return bad(sink, expression.span, "a group-specific term needs parentheses of its own");
    default:
      return bad(
        sink,
        expression.span,
        `\`${expression.operator}\` does not combine terms`,
        `arithmetic and comparisons need braces: {${componentLabel(expression)}}`,
      );
  }
}

/** `(effects | factor)`: one group-specific term for each grouping factor right of the bar. */
function expandGroup(
  expression: BinaryExpression,
  options: readonly Argument[],
  { place, sink }: Expansion,
): TermSet {
  if (place !== "formula")
    return bad(sink, expression.span, "a group-specific term within another");
  const effects = expand(expression.left, { place: "effects", sink });
  const factors = expand(expression.right, { place: "factor", sink });
  const intercept = effects.intercept ?? true;
  if (!intercept && effects.terms.length === 0) {
    return bad(
      sink,
      expression.left.span,
      "a group-specific term needs at least one effect left of the bar",
      "(1 | g) lets the intercept vary by g",
    );
  }
  if (options.length > 0) {
    const interceptOnly = intercept && effects.terms.length === 0;
    const { span } = expression;
    const term = covarianceTerm(expression.right, interceptOnly, options, span, sink);
    return term ? { ...emptyTermSet, structured: [term] } : emptyTermSet;
  }
  const groups = factors.terms.map((factor): GroupTerm => ({
    intercept,
    terms: effects.terms,
    factor,
    independent: expression.operator === "||",
    span: expression.span,
  }));
  return { ...emptyTermSet, groups };
}

function expand(expression: Expression, expansion: Expansion): TermSet {
  const { sink } = expansion;
  switch (expression.kind) {
    case "name":
    case "braced":
      return single(expression);
    case "call":
      return expandCall(expression, expansion);
    case "number":
      return expandNumber(expression.value, expression.text, expression.span, expansion);
    case "unary":
      return expandUnary(expression, expansion);
    case "parenthesised": {
      const inner = withoutParentheses(expression);
      const isGroup = inner.kind === "binary" && /^\|\|?$/.test(inner.operator);
      const options = expression.options ?? [];
      return isGroup ? expandGroup(inner, options, expansion) : expand(inner, expansion);
    }
    case "binary":
      return expandBinary(expression, expansion);
    default:
      return bad(sink, expression.span, `\`${componentLabel(expression)}\` is not a term`);
  }
}

/** The terms of a right side in written order; every mistake in it is reported. */
export function expandTerms(expression: Expression, sink: DiagnosticSink): TermSet {
  return expand(expression, { place: "formula", sink });
}
