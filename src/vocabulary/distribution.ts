/** What a prior distribution provides; arguments are numbers, in the order of `parameters`. */
import type { DensityName } from "../graph/ops/index.js";
import type { RandomStream } from "../math/random-stream.js";

export interface DistributionParameter {
  readonly name: string;
  /** Values that the argument may take. */
  readonly constraint: "real" | "positive" | "probability";
  readonly default?: number;
}

export interface Support {
  readonly lower: number;
  readonly upper: number;
}

export interface Distribution {
  readonly name: string;
  /** One sentence with the parametrisation, for the catalogue. */
  readonly summary: string;
  readonly parameters: readonly DistributionParameter[];
  /** The graph's density op; undefined for Flat and for LKJ, which are handled as such. */
  readonly density: DensityName | undefined;
  support(parameters: readonly number[]): Support;
  /** Exact draw; undefined for improper distributions. */
  readonly sample: ((parameters: readonly number[], random: RandomStream) => number) | undefined;
  mean(parameters: readonly number[]): number;
  standardDeviation(parameters: readonly number[]): number;
}

/** A distribution with its arguments, as a prior uses it. */
export interface DistributionValue {
  readonly name: string;
  readonly parameters: readonly number[];
}
