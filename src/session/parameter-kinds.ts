/** The kinds of argument that verbs take, each with the type that a verb's function receives. */
import type { DataFrame } from "../data/index.js";
import type { CallExpression, Expression, Name, RecordExpression } from "../language/ast.js";
import type { NetworkModel } from "../model/index.js";
import type { ModelSpec } from "../model/model-spec.js";
import type { Posterior } from "../posterior/posterior.js";
import type { NamedValue, Value } from "../report/index.js";
import type { NetworkFit } from "../workflows/ecological/networks/index.js";
import type { NightValue } from "../workflows/election-night/index.js";
import type { Poststratified } from "../workflows/mrp/index.js";

/** `truth = sum(abortion) / sum(n)`: a name and an expression over columns, not yet evaluated. */
export interface Definition {
  readonly name: Name;
  readonly expression: Expression;
}

/** A fit under the name that the call gives it. */
export interface NamedFit {
  readonly name: string;
  readonly fit: Posterior;
}

/** A fit of totals or a trained network under the name that the call gives it. */
export interface NamedVotes {
  readonly name: string;
  readonly fit: Posterior | NetworkFit;
}

export interface ParameterKinds {
  /** Data, or a table or estimates taken as data. */
  data: DataFrame;
  /** Data or a list of data. */
  frames: readonly DataFrame[];
  model: ModelSpec;
  /** A model of formulas, or one with a network. */
  trainable: ModelSpec | NetworkModel;
  fit: Posterior;
  network: NetworkFit;
  /** A fit, or a trained network. */
  votes: Posterior | NetworkFit;
  /** Any number of fits and networks, one argument each. */
  all_votes: readonly NamedVotes[];
  /** Any number of fits, one argument each. */
  fits: readonly NamedFit[];
  estimates: Poststratified;
  night: NightValue;
  number: number;
  /** A whole number of at least one. */
  count: number;
  /** A whole number of at least zero. */
  seed: number;
  /** Strictly between zero and one. */
  probability: number;
  /** Zero or more, and below one. */
  share: number;
  /** One or several probabilities. */
  probabilities: readonly number[];
  /** Effective draws, as `ess(1000)` says. */
  goal: number;
  /** Seconds, from a number or a text such as `5 min`. */
  duration: number;
  text: string;
  /** One of the parameter's choices, bare or quoted. */
  word: string;
  boolean: boolean;
  /** One column, bare or quoted. */
  column: Name;
  /** A column or a list of columns. */
  columns: readonly Name[];
  /** Columns, or crossings of them such as `age:edu`. */
  margins: readonly (readonly Name[])[];
  /** `{"old": "new"}` as written. */
  record: RecordExpression;
  /** A column, a list of columns that are crossed, or a list of such lists: a grouping each. */
  groupings: readonly (readonly Name[])[];
  /** An expression over columns. */
  expression: Expression;
  /** Columns, with the values that they shall take where a record gives them; as written. */
  variables: Expression;
  /** Columns to average over, or all rows; as written. */
  averages: Expression;
  /** Every argument whose name is not a parameter's. */
  definitions: readonly Definition[];
  /** A value of any kind. */
  value: Value;
  /** Any number of values, one argument each, under the names that the call gives them. */
  values: readonly NamedValue[];
  /** Data, or a call of `cross` as written. */
  base: DataFrame | CallExpression;
}

export type ParameterKind = keyof ParameterKinds;

export interface Parameter {
  readonly kind: ParameterKind;
  readonly help: string;
  readonly required?: true;
  /** Printed in the catalogue; the verb applies it. */
  readonly default?: string;
  /** For `word`: the words of this version. */
  readonly choices?: readonly string[];
  /** For `word`: words of the language that this version does not have. */
  readonly laterChoices?: readonly string[];
}

/** Arguments by parameter name, as a verb's function receives them. */
export type BoundArguments<Parameters extends Readonly<Record<string, Parameter>>> = {
  readonly [Name in keyof Parameters]: Parameters[Name] extends { readonly required: true }
    ? ParameterKinds[Parameters[Name]["kind"]]
    : ParameterKinds[Parameters[Name]["kind"]] | undefined;
};

const expectations: Readonly<Record<ParameterKind, string>> = {
  data: "data",
  frames: "data or a list of data",
  model: "a model",
  trainable: "a model",
  fit: "a fit",
  network: "a trained network",
  votes: "a fit or a trained network",
  all_votes: "fits or trained networks, one after the other",
  fits: "fits, one after the other",
  estimates: "poststratified estimates",
  night: "a night, as live(...) gives it",
  number: "a number",
  count: "a whole number of at least 1",
  seed: "a whole number of at least 0",
  probability: "a number between 0 and 1",
  share: "a number of at least 0 and below 1",
  probabilities: "a list of numbers between 0 and 1",
  goal: "ess(1000), with the effective draws that every parameter is to have",
  duration: 'a time above 0: seconds as a number, or "30 s", "5 min", "2 h"',
  text: "a text in quotes",
  word: "a word",
  boolean: "true or false",
  column: "the name of a column",
  columns: "the name of a column or a list of them",
  margins: "columns or crossings of columns, such as [state, age:edu]",
  record: 'a record such as {"old": "new"}',
  groupings: "a column, a list of columns, or a list of such lists",
  expression: "an expression over columns",
  variables: "a column, a list of columns, or a record of columns with values",
  averages: "a column, a list of columns, or all",
  definitions: "name = expression",
  value: "a value",
  values: "values, one after the other",
  base: "data, cross(...) or rows = a number",
};

/** What a message says that a parameter takes. */
export function expectationOf({ kind, choices }: Parameter): string {
  return choices === undefined ? expectations[kind] : choices.join(" or ");
}
