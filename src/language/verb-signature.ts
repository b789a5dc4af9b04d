/** What the checks need to know of a verb; the session's table of verbs supplies it. */

export interface VerbParameter {
  readonly name: string;
  readonly required: boolean;
  /** Takes any number of arguments. */
  readonly variadic?: boolean;
  /** Takes arguments of any name, such as `truth = sum(y)`. */
  readonly named?: "any";
  /** Takes a value of the program, so that a bare name must have been declared above. */
  readonly takes?: "value";
}

export interface VerbSignature {
  readonly name: string;
  /** In the order in which arguments without a name fill them. */
  readonly parameters: readonly VerbParameter[];
}
