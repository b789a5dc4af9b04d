/** Terms of a formula: sets of components, compared as sets, named in the order first written. */
import type { Span } from "../diagnostics/index.js";
import type { CallExpression, Expression } from "../language/ast.js";
import { componentLabel, expressionKey } from "./component-label.js";
import type { StructuredTerm } from "./structured-term.js";

/** One factor of an interaction: a column, a call or arithmetic in braces. */
export interface Component {
  /** Two components are the same when their keys are. */
  readonly key: string;
  /** The name used in results. */
  readonly label: string;
  readonly expression: Expression;
}

export interface Term {
  /** Two terms are the same when they have the same components, in whatever order. */
  readonly key: string;
  /** Components in the order first written, without repetition. */
  readonly components: readonly Component[];
  readonly span: Span;
}

/** `(expr | factor)`, one grouping factor; `independent` is written `||`. */
export interface GroupTerm {
  readonly intercept: boolean;
  readonly terms: readonly Term[];
  readonly factor: Term;
  readonly independent: boolean;
  readonly span: Span;
}

/** An ordered set of terms, with what it says of the intercept. */
export interface TermSet {
  /** The last mention of `1` (true) or `0` (false); undefined where neither is mentioned. */
  readonly intercept: boolean | undefined;
  readonly terms: readonly Term[];
  readonly groups: readonly GroupTerm[];
  readonly structured: readonly StructuredTerm[];
}

export const emptyTermSet: TermSet = {
  intercept: undefined,
  terms: [],
  groups: [],
  structured: [],
};

export function termName(term: Term): string {
  return term.components.map(({ label }) => label).join(":");
}

export function componentOf(expression: Expression): Component {
  return {
    key: expressionKey(expression),
    label: componentLabel(expression),
    expression,
  };
}

/** The term with these components, repetitions removed. */
export function termOf(components: readonly Component[], span: Span): Term {
  const distinct = [...new Map(components.map((one) => [one.key, one])).values()];
  const key = JSON.stringify(distinct.map((one) => one.key).sort());
  return { key, components: distinct, span };
}

/** The call `offset(...)` when the term is one. */
export function offsetCall(term: Term): CallExpression | undefined {
  const [only, ...others] = term.components;
  const expression = only?.expression;
  if (others.length > 0 || expression?.kind !== "call") return undefined;
  return expression.callee.text === "offset" ? expression : undefined;
}

export function groupKey(group: GroupTerm): string {
  const effects = group.terms.map(({ key }) => key).sort();
  return JSON.stringify([group.factor.key, group.intercept, group.independent, effects]);
}
