/** Random functions of `simulate`: one exact draw for each row. */
import { sampleBinomial, sampleExponential, sampleGamma, samplePoisson } from "../math/index.js";
import type { RandomStream } from "../math/index.js";

/** What an argument must satisfy, in words and as a test. */
interface Range {
  readonly words: string;
  readonly holds: (value: number) => boolean;
}

export interface RandomFunction {
  readonly parameters: readonly {
    readonly name: string;
    readonly default?: number;
    readonly range: Range;
  }[];
  readonly draw: (values: readonly number[], random: RandomStream) => number;
}

const real: Range = { words: "a finite number", holds: Number.isFinite };
const positive: Range = {
  words: "a positive number",
  holds: (value) => value > 0 && Number.isFinite(value),
};
const nonNegative: Range = {
  words: "zero or a positive number",
  holds: (value) => value >= 0 && Number.isFinite(value),
};
const probability: Range = {
  words: "a probability between 0 and 1",
  holds: (value) => value >= 0 && value <= 1,
};
const count: Range = {
  words: "a whole number, zero or more",
  holds: (value) => Number.isSafeInteger(value) && value >= 0,
};

export const randomFunctions: Readonly<Record<string, RandomFunction>> = {
  normal: {
    parameters: [
      { name: "mean", default: 0, range: real },
      { name: "sd", default: 1, range: nonNegative },
    ],
    draw: ([mean, sd], random) => mean! + sd! * random.normal(),
  },
  uniform: {
    parameters: [
      { name: "lower", default: 0, range: real },
      { name: "upper", default: 1, range: real },
    ],
    draw: ([lower, upper], random) => lower! + (upper! - lower!) * random.uniform(),
  },
  bernoulli: {
    parameters: [{ name: "p", range: probability }],
    draw: ([p], random) => Number(random.uniform() < p!),
  },
  binomial: {
    parameters: [
      { name: "n", range: count },
      { name: "p", range: probability },
    ],
    draw: ([n, p], random) => sampleBinomial(n!, p!, random),
  },
  poisson: {
    parameters: [{ name: "mean", range: nonNegative }],
    draw: ([mean], random) => samplePoisson(mean!, random),
  },
  gamma: {
    parameters: [
      { name: "shape", range: positive },
      { name: "rate", default: 1, range: positive },
    ],
    draw: ([shape, rate], random) => sampleGamma(shape!, random) / rate!,
  },
  exponential: {
    parameters: [{ name: "rate", default: 1, range: positive }],
    draw: ([rate], random) => sampleExponential(random) / rate!,
  },
};
