/** Mathematical notation as a tree that can be written as MathML or as a line of text. */

export type Notation =
  /** A quantity: Greek or Latin letters, slanted. */
  | { readonly kind: "symbol"; readonly text: string }
  /** A name of the data or a function: upright. */
  | { readonly kind: "name"; readonly text: string }
  | { readonly kind: "operator"; readonly text: string }
  | { readonly kind: "row"; readonly items: readonly Notation[] }
  | {
      readonly kind: "scripts";
      readonly base: Notation;
      readonly sub?: Notation;
      readonly sup?: Notation;
    };

/** `left ~ right` or `left = right`, with what it holds for. */
export interface Equation {
  readonly left: Notation;
  readonly relation: "~" | "=";
  readonly right: Notation;
  readonly comment?: string;
}

export const symbol = (text: string): Notation => ({ kind: "symbol", text });

export const name = (text: string): Notation => ({ kind: "name", text });

export const operator = (text: string): Notation => ({ kind: "operator", text });

export const row = (...items: readonly Notation[]): Notation => ({ kind: "row", items });

export const sub = (base: Notation, below: Notation, above?: Notation): Notation => ({
  kind: "scripts",
  base,
  sub: below,
  ...(above && { sup: above }),
});

export const sup = (base: Notation, above: Notation): Notation => ({
  kind: "scripts",
  base,
  sup: above,
});

/** `f(a, b)`. */
export function call(callee: Notation, ...given: readonly Notation[]): Notation {
  const listed = given.flatMap((one, at) => (at === 0 ? [one] : [operator(","), one]));
  return row(callee, operator("("), ...listed, operator(")"));
}

/** `a + b + c`. */
export function sum(terms: readonly Notation[]): Notation {
  return row(...terms.flatMap((term, at) => (at === 0 ? [term] : [operator("+"), term])));
}
