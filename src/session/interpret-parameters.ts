/** Parameters that predictions, comparisons and slopes have in common, behind those of their own. */
import type { Parameter, ParameterKind } from "./parameter-kinds.js";

type Of<Kind extends ParameterKind> = Parameter & { readonly kind: Kind };

/** An alias and no interface, so that it is a table of parameters. */
export type InterpretParameters = {
  readonly conditional: Of<"variables">;
  readonly average_by: Of<"averages">;
  readonly frame: Of<"data">;
  readonly weight: Of<"column">;
  readonly scale: Of<"word">;
  readonly trials: Of<"expression">;
  readonly new_levels: Of<"word">;
  readonly prob: Of<"probability">;
  readonly interval: Of<"word">;
  readonly use_hdi: Of<"boolean">;
  readonly estimate: Of<"word">;
  readonly seed: Of<"seed">;
};

export const interpretParameters: InterpretParameters = {
  conditional: {
    kind: "variables",
    help: "up to three columns that span a grid, the others at their defaults; without it the rows of the data",
  },
  average_by: {
    kind: "averages",
    help: "averages within each draw over the rows that share these columns, or over all of them",
  },
  frame: { kind: "data", help: "new data to predict for, in place of a grid" },
  weight: { kind: "column", help: "what each row weighs in averages" },
  scale: {
    kind: "word",
    choices: ["response", "link", "predictive"],
    default: "response",
    help: "the mean of the response (of trials: a proportion), the linear predictor, or new responses",
  },
  trials: {
    kind: "expression",
    default: "1",
    help: "scale = predictive of a binomial model: a number of trials, or a column",
  },
  new_levels: {
    kind: "word",
    choices: ["gaussian", "resample", "zero"],
    default: "gaussian",
    help: "effects of levels that the fit has not seen, as for poststratify",
  },
  prob: { kind: "probability", default: "0.94", help: "probability inside the interval" },
  interval: {
    kind: "word",
    choices: ["hdi", "eti"],
    default: "hdi",
    help: "highest density or equal tails",
  },
  use_hdi: { kind: "boolean", help: "Bambi's name: true is interval = hdi, false eti" },
  estimate: {
    kind: "word",
    choices: ["mean", "median"],
    default: "mean",
    help: "what of the draws is the estimate",
  },
  seed: { kind: "seed", default: "1", help: "seed of effects of new levels and of new responses" },
};
