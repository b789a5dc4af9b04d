/** What the three verbs are asked: names and values as given, not yet held against a model. */
import type { DataFrame } from "../../data/index.js";
import type { Span } from "../../diagnostics/index.js";
import type { Expression } from "../../language/ast.js";
import type { NewLevelRule } from "../mrp/index.js";

/** Where the program says it; absent in calls of the library. */
export interface Place {
  readonly span?: Span;
}

export interface GivenName extends Place {
  readonly name: string;
}

export interface GivenValue extends Place {
  readonly value: number | string;
}

/** A column, with the values that it shall take where these are given. */
export interface GivenVariable extends GivenName {
  readonly values?: readonly GivenValue[];
}

/** The columns that span a grid. */
export interface Conditional extends Place {
  readonly variables: readonly GivenVariable[];
}

/** What is predicted: the mean of the response, the linear predictor, or a new response. */
export type Scale = "response" | "link" | "predictive";

/** `expression`: over `high` and `low`, as a program writes it. */
export type Comparison = Place &
  (
    | { readonly kind: "difference" | "ratio" | "lift" | "odds_ratio" }
    | { readonly kind: "expression"; readonly expression: Expression; readonly text: string }
    | { readonly kind: "function"; readonly compare: (high: number, low: number) => number }
  );

/** With y the prediction and x the predictor: dy/dx; (dy/dx)(x/y); (dy/dx)/y; (dy/dx) x. */
export type SlopeKind = "dydx" | "eyex" | "eydx" | "dyex";

export interface Asking extends Place {
  /** A grid over these and the defaults of all others; absent: observed rows, or those of `frame`. */
  readonly conditional?: Conditional;
  readonly frame?: DataFrame;
  /** Averages over the rows that share these columns; `all` over every row. */
  readonly averageBy?: "all" | readonly GivenName[];
  /** The column with what each row weighs in averages. */
  readonly weight?: GivenName;
  readonly scale: Scale;
  /** Trials of a new binomial response: a number or a column. */
  readonly trials?: GivenName | GivenValue;
  /** Where it is absent new levels of a frame are `gaussian`, and levels named by hand must be known. */
  readonly newLevels?: NewLevelRule;
  readonly interval: "hdi" | "eti";
  /** Probability inside the interval. */
  readonly probability: number;
  readonly estimate: "mean" | "median";
  /** Seeds effects of new levels and new responses. */
  readonly seed: number;
}

export interface PredictionsQuestion extends Asking {
  readonly kind: "predictions";
}

export interface ComparisonsQuestion extends Asking {
  readonly kind: "comparisons";
  readonly contrast: GivenVariable;
  readonly comparison: Comparison;
}

export interface SlopesQuestion extends Asking {
  readonly kind: "slopes";
  readonly wrt: GivenVariable;
  readonly slope: SlopeKind;
  /** The step of the central difference. */
  readonly eps: number;
}

export type Question = PredictionsQuestion | ComparisonsQuestion | SlopesQuestion;

/** Settings where a question leaves them open: Bambi's. */
export const askingDefaults = {
  scale: "response",
  interval: "hdi",
  probability: 0.94,
  estimate: "mean",
  seed: 1,
} as const;

export const slopeStep = 1e-4;
