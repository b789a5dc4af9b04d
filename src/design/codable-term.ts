/** A term as the coding algorithm sees it. */
import type { CodableTerm } from "./choose-codings.js";
import type { ComponentValue } from "./component-value.js";
import type { Term } from "./term.js";

/** The keys of the term's components, numeric and categorical apart. */
export function codableTerm(term: Term, values: ReadonlyMap<string, ComponentValue>): CodableTerm {
  const keysOf = (kind: ComponentValue["kind"]): readonly string[] =>
    term.components.filter(({ key }) => values.get(key)?.kind === kind).map(({ key }) => key);
  return { numeric: keysOf("numeric"), categorical: keysOf("categorical") };
}
