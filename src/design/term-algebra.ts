/** Sums, differences and products of term sets, as Wilkinson and Rogers define them. */
import type { Span } from "../diagnostics/index.js";
import type { GroupTerm, Term, TermSet } from "./term.js";
import { groupKey, termOf } from "./term.js";

function distinctBy<T>(items: readonly T[], key: (item: T) => string): readonly T[] {
  const first = new Map<string, T>();
  for (const item of items) if (!first.has(key(item))) first.set(key(item), item);
  return [...first.values()];
}

const distinctTerms = (terms: readonly Term[]): readonly Term[] =>
  distinctBy(terms, ({ key }) => key);

/** `a + b`: ordered union; the first occurrence stays, the last mention of the intercept wins. */
export function addTerms(left: TermSet, right: TermSet): TermSet {
  return {
    intercept: right.intercept ?? left.intercept,
    terms: distinctTerms([...left.terms, ...right.terms]),
    groups: distinctBy([...left.groups, ...right.groups], groupKey),
    structured: distinctBy([...left.structured, ...right.structured], ({ name }) => name),
  };
}

/** Takes the effects of the `removed` terms out of one group-specific term. */
function reduceGroup(group: GroupTerm, removed: readonly GroupTerm[]): GroupTerm {
  const same = removed.filter(({ factor }) => factor.key === group.factor.key);
  const gone = new Set(same.flatMap(({ terms }) => terms.map(({ key }) => key)));
  return {
    ...group,
    intercept: group.intercept && !same.some(({ intercept }) => intercept),
    terms: group.terms.filter(({ key }) => !gone.has(key)),
  };
}

/** `a - b`: set difference; `- 1` removes the intercept and `- 0` restores it. */
export function removeTerms(left: TermSet, right: TermSet): TermSet {
  const gone = new Set(right.terms.map(({ key }) => key));
  const structuredGone = new Set(right.structured.map(({ name }) => name));
  const groups = left.groups.map((group) => reduceGroup(group, right.groups));
  return {
    intercept: right.intercept === undefined ? left.intercept : !right.intercept,
    terms: left.terms.filter(({ key }) => !gone.has(key)),
    groups: groups.filter(({ intercept, terms }) => intercept || terms.length > 0),
    structured: left.structured.filter(({ name }) => !structuredGone.has(name)),
  };
}

/** `a : b`: every term of one with every term of the other. */
export function crossTerms(
  left: readonly Term[],
  right: readonly Term[],
  span: Span,
): readonly Term[] {
  const products = left.flatMap((first) =>
    right.map((second) => termOf([...first.components, ...second.components], span)),
  );
  return distinctTerms(products);
}

/** `a / b`: a, then b within the combination of all that a mentions. */
export function nestTerms(
  left: readonly Term[],
  right: readonly Term[],
  span: Span,
): readonly Term[] {
  const within = termOf(
    left.flatMap(({ components }) => components),
    span,
  );
  return distinctTerms([...left, ...crossTerms([within], right, span)]);
}

/** `(a + b + c) ** n`: all interactions of at most `power` of the terms. */
export function raiseTerms(
  terms: readonly Term[],
  power: number,
  span: Span,
  limit: number,
): readonly Term[] {
  let all = terms;
  for (let order = 2; order <= Math.min(power, terms.length) && all.length <= limit; order++) {
    all = distinctTerms([...all, ...crossTerms(all, terms, span)]);
  }
  return all;
}
