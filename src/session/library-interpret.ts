/** `predictions`, `comparisons` and `slopes` of the library, under the names that the language has. */
import { findColumn } from "../data/index.js";
import type { DataFrame } from "../data/index.js";
import { collectDiagnostics } from "../diagnostics/index.js";
import type { Posterior, ResultTable } from "../posterior/index.js";
import { askingDefaults, interpret, slopeStep } from "../workflows/interpret/index.js";
import type {
  Asking,
  Comparison,
  GivenVariable,
  Question,
  SlopeKind,
} from "../workflows/interpret/index.js";
import { ModelError } from "./library.js";

type Value = number | string;

/** A column, several, or columns with the values that they shall take. */
export type VariableChoice =
  string | readonly string[] | Readonly<Record<string, Value | readonly Value[]>>;

export interface InterpretOptions {
  /** Up to three columns that span a grid; the rows of the data when absent. */
  readonly conditional?: VariableChoice;
  /** Averages within each draw over the rows that share these columns; `true` or `"all"` over all rows. */
  readonly average_by?: string | readonly string[] | true;
  /** New data to predict for. */
  readonly frame?: DataFrame;
  /** The column with what each row weighs in averages. */
  readonly weight?: string;
  /** `response` by default: of trials a proportion. */
  readonly scale?: Asking["scale"];
  /** Trials of a new binomial response, a number or a column; 1 by default. */
  readonly trials?: number | string;
  /** What the effect of a level is that the fit has not seen; `gaussian` by default. */
  readonly new_levels?: NonNullable<Asking["newLevels"]>;
  /** Probability inside the interval; 0.94 by default. */
  readonly prob?: number;
  /** Highest density by default. */
  readonly interval?: Asking["interval"];
  /** `mean` by default. */
  readonly estimate?: Asking["estimate"];
  /** 1 by default. */
  readonly seed?: number;
}

export interface ComparisonOptions extends InterpretOptions {
  /** The predictor, or the predictor with two values or more: `{ eth: ["Black", "White"] }`. */
  readonly contrast: string | Readonly<Record<string, readonly Value[]>>;
  /** `difference` by default. */
  readonly comparison?:
    "difference" | "ratio" | "lift" | "odds_ratio" | ((high: number, low: number) => number);
}

export interface SlopeOptions extends InterpretOptions {
  /** The numeric predictor, or the predictor with the values at which the slope is taken. */
  readonly wrt: string | Readonly<Record<string, Value | readonly Value[]>>;
  /** `dydx` by default. */
  readonly slope?: SlopeKind;
  /** The step of the central difference, 1e-4 by default. */
  readonly eps?: number;
}

function variablesOf(choice: VariableChoice): readonly GivenVariable[] {
  if (typeof choice === "string") return [{ name: choice }];
  if (Array.isArray(choice)) return choice.map((name: string) => ({ name }));
  return Object.entries(choice).map(([name, values]): GivenVariable => ({
    name,
    values: [values].flat().map((value) => ({ value })),
  }));
}

function variableOf(parameter: string, choice: VariableChoice): GivenVariable {
  const [only, ...others] = variablesOf(choice);
  if (only !== undefined && others.length === 0) return only;
  throw new ModelError([
    {
      code: "bad-argument",
      severity: "error",
      message: `\`${parameter}\` has ${others.length === 0 ? "no column" : "several columns"}`,
      expected: "one column, with values or without",
    },
  ]);
}

function averagesOf(
  by: NonNullable<InterpretOptions["average_by"]>,
  frames: readonly DataFrame[],
): NonNullable<Asking["averageBy"]> {
  if (by === true) return "all";
  if (by === "all" && !frames.some((frame) => findColumn(frame, by))) return "all";
  return [by].flat().map((name) => ({ name }));
}

function checkProbability(prob: number): number {
  if (prob > 0 && prob < 1) return prob;
  throw new ModelError([
    {
      code: "bad-argument",
      severity: "error",
      message: `\`prob\` cannot be ${prob}`,
      expected: "a number between 0 and 1",
    },
  ]);
}

function askingOf({ model }: Posterior, options: InterpretOptions): Asking {
  const { conditional, average_by, frame, weight, trials, new_levels } = options;
  const frames = [model.spec.origin.frame, ...(frame ? [frame] : [])];
  return {
    ...(conditional !== undefined && { conditional: { variables: variablesOf(conditional) } }),
    ...(average_by !== undefined && { averageBy: averagesOf(average_by, frames) }),
    ...(frame && { frame }),
    ...(weight !== undefined && { weight: { name: weight } }),
    ...(trials !== undefined && {
      trials: typeof trials === "string" ? { name: trials } : { value: trials },
    }),
    ...(new_levels !== undefined && { newLevels: new_levels }),
    scale: options.scale ?? askingDefaults.scale,
    probability: checkProbability(options.prob ?? askingDefaults.probability),
    interval: options.interval ?? askingDefaults.interval,
    estimate: options.estimate ?? askingDefaults.estimate,
    seed: options.seed ?? askingDefaults.seed,
  };
}

function ask(posterior: Posterior, question: Question): ResultTable {
  const sink = collectDiagnostics();
  const table = interpret(posterior, question, sink);
  if (table === undefined) throw new ModelError(sink.diagnostics);
  return table;
}

/** What a fit predicts, over a grid of predictors or for rows of data. */
export function predictions(posterior: Posterior, options: InterpretOptions = {}): ResultTable {
  return ask(posterior, { kind: "predictions", ...askingOf(posterior, options) });
}

/** How predictions differ between values of a predictor, the others equal. */
export function comparisons(posterior: Posterior, options: ComparisonOptions): ResultTable {
  const { comparison = "difference" } = options;
  const compared: Comparison =
    typeof comparison === "function"
      ? { kind: "function", compare: comparison }
      : { kind: comparison };
  return ask(posterior, {
    kind: "comparisons",
    ...askingOf(posterior, options),
    contrast: variableOf("contrast", options.contrast),
    comparison: compared,
  });
}

/** How fast predictions change with a numeric predictor. */
export function slopes(posterior: Posterior, options: SlopeOptions): ResultTable {
  return ask(posterior, {
    kind: "slopes",
    ...askingOf(posterior, options),
    wrt: variableOf("wrt", options.wrt),
    slope: options.slope ?? "dydx",
    eps: options.eps ?? slopeStep,
  });
}
