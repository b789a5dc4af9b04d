/** The statistics of each row's likelihood, and the sum of everything that depends on data alone. */
import type { Response } from "../design/design-blocks.js";
import type { LikelihoodName } from "../graph/index.js";
import { deterministic } from "../math/index.js";
import type { ModelSpec } from "../model/model-spec.js";

export interface ResponseStatistics {
  readonly family: LikelihoodName;
  /** In the order of the graph family's statistics. */
  readonly statistics: readonly Float64Array[];
  /** What is free of parameters in each row's log likelihood, and its sum. */
  readonly constants: Float64Array;
  readonly constant: number;
}

const logTwoPi = 1.8378770664093456;
const logPi = 1.1447298858494002;

/** Applies to response, weight and row. */
type OfRow = (y: number, w: number, i: number) => number;

interface Rows {
  /** One statistic. */
  readonly map: (of: OfRow) => Float64Array;
  /** Constants of all rows with their sum. */
  readonly free: (of: OfRow) => Pick<ResponseStatistics, "constants" | "constant">;
}

function rowsOf({ values, weights }: Response): Rows {
  const weightOf = (i: number): number => (weights ? weights[i]! : 1);
  return {
    map(of) {
      const result = new Float64Array(values.length);
      for (let i = 0; i < result.length; i++) result[i] = of(values[i]!, weightOf(i), i);
      return result;
    },
    free(of) {
      const constants = new Float64Array(values.length);
      let constant = 0;
      for (let i = 0; i < values.length; i++) {
        constants[i] = of(values[i]!, weightOf(i), i);
        constant += constants[i]!;
      }
      return { constants, constant };
    },
  };
}

/** log Γ(x + 1) with a memory, as counts repeat. */
function openLogFactorial(): (x: number) => number {
  const known = new Map<number, number>([
    [0, 0],
    [1, 0],
  ]);
  return (x) => {
    const before = known.get(x);
    if (before !== undefined) return before;
    const value = deterministic.logGamma(x + 1);
    known.set(x, value);
    return value;
  };
}

function binomialStatistics(response: Response): ResponseStatistics {
  const { map, free } = rowsOf(response);
  const trials = (i: number): number => (response.trials ? response.trials[i]! : 1);
  const logFactorial = openLogFactorial();
  return {
    family: "binomial",
    statistics: [map((y, w) => w * y), map((_y, w, i) => w * trials(i))],
    ...free((y, w, i) => {
      const n = trials(i);
      if (y === 0 || y === n) return 0;
      return w * (logFactorial(n) - logFactorial(y) - logFactorial(n - y));
    }),
  };
}

function gaussianStatistics(response: Response): ResponseStatistics {
  const { map, free } = rowsOf(response);
  const { standardErrors } = response;
  const mean = map((y) => y);
  if (standardErrors) {
    return {
      family: "gaussian_known",
      statistics: [mean, map((_y, w, i) => w / (standardErrors[i]! * standardErrors[i]!))],
      ...free((_y, w, i) => -w * (logTwoPi / 2 + deterministic.log(standardErrors[i]!))),
    };
  }
  return {
    family: "gaussian",
    statistics: [mean, map((_y, w) => w), new Float64Array(mean.length)],
    ...free((_y, w) => (-w * logTwoPi) / 2),
  };
}

function countStatistics(
  response: Response,
  family: "poisson" | "negative_binomial",
): ResponseStatistics {
  const { map, free } = rowsOf(response);
  const logFactorial = openLogFactorial();
  return {
    family,
    statistics: [family === "poisson" ? map((y, w) => w * y) : map((y) => y), map((_y, w) => w)],
    ...free((y, w) => -w * logFactorial(y)),
  };
}

function betaStatistics(response: Response): ResponseStatistics {
  const { map, free } = rowsOf(response);
  const { log, log1p } = deterministic;
  return {
    family: "beta",
    statistics: [map((y, w) => w * log(y)), map((y, w) => w * log1p(-y)), map((_y, w) => w)],
    ...free((y, w) => -w * (log(y) + log1p(-y))),
  };
}

export function responseStatistics({
  family,
  design,
  totals,
  name,
}: ModelSpec): ResponseStatistics {
  if (totals) throw new Error(`the response of ${name} is known only as totals of units`);
  const { response } = design;
  const { map, free } = rowsOf(response);
  switch (family) {
    case "bernoulli":
    case "binomial":
      return binomialStatistics(response);
    case "gaussian":
      return gaussianStatistics(response);
    case "poisson":
    case "negative_binomial":
      return countStatistics(response, family);
    case "beta":
      return betaStatistics(response);
    case "student_t":
      return {
        family,
        statistics: [map((y) => y), map((_y, w) => w)],
        ...free((_y, w) => (-w * logPi) / 2),
      };
    case "gamma":
      return {
        family,
        statistics: [
          map((y, w) => w * y),
          map((_y, w) => w),
          map((y, w) => w * deterministic.log(y)),
        ],
        ...free((y, w) => -w * deterministic.log(y)),
      };
  }
}
