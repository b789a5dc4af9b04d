/** Where formulas speak of networks: their terms, `shared`, and responses with the name of a race. */
import type { Expression, Formula, ModelDeclaration, Name } from "../../language/ast.js";

const networkTerms = ["dense", "deep_mlm"] as const;
export type NetworkTermName = (typeof networkTerms)[number];

export function networkTermName(expression: Expression): NetworkTermName | undefined {
  if (expression.kind !== "call") return undefined;
  return networkTerms.find((name) => name === expression.callee.text);
}

/** The first network term, wherever it stands on the right of a formula. */
export function findNetworkTerm(terms: Expression): Expression | undefined {
  if (networkTermName(terms)) return terms;
  if (terms.kind === "binary") return findNetworkTerm(terms.left) ?? findNetworkTerm(terms.right);
  return terms.kind === "parenthesised" || terms.kind === "braced"
    ? findNetworkTerm(terms.inner)
    : undefined;
}

export function isShared(terms: Expression): boolean {
  return terms.kind === "name" && !terms.quoted && terms.text === "shared";
}

/** `governor: votes(a, b)` as a name and a response; a response alone has no name. */
export function namedResponse({ response }: Formula): {
  readonly race: Name | undefined;
  readonly response: Expression;
} {
  const isNamed =
    response.kind === "binary" && response.operator === ":" && response.left.kind === "name";
  if (!isNamed) return { race: undefined, response };
  const { left, right } = response;
  return left.kind === "name" ? { race: left, response: right } : { race: undefined, response };
}

/** Whether a block is a network, or would have to be one: several races, or a name before a response. */
export function concernsNetworks({ items }: ModelDeclaration): boolean {
  const formulas = items.flatMap((item) => (item.kind === "formula" ? [item.formula] : []));
  const ofTotals = items.some(({ kind }) => kind === "aggregate");
  return formulas.some(
    (formula) =>
      findNetworkTerm(formula.terms) !== undefined ||
      (ofTotals && (isShared(formula.terms) || namedResponse(formula).race !== undefined)),
  );
}
