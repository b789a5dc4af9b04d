/** Estimates for areas of a population, with the draws behind them. */
import type { Posterior } from "../../posterior/posterior.js";
import type { ResultTable } from "../../posterior/result-table.js";

/** What the survey alone says about each area; NaN where it has no respondents. */
export interface RawShares {
  /** Share (or mean) of the response among the area's respondents. */
  readonly share: Float64Array;
  /** Trials of a binomial response, else rows. */
  readonly respondents: Float64Array;
  /** The share with the survey's weights, where these were named. */
  readonly weighted?: Float64Array;
}

/** Areas that divide the population between them, one after the other among the estimates. */
export interface Grouping {
  readonly by: readonly string[];
  readonly from: number;
  readonly to: number;
  /** Draws of two groupings belong together, draw by draw, where they are of one fit. */
  readonly fit: Posterior;
}

export interface Poststratified {
  readonly kind: "estimates";
  /** Columns of the frame that define the areas; empty for the whole population. */
  readonly by: readonly string[];
  /** What was asked for first, then its margins. */
  readonly groupings: readonly Grouping[];
  /** Labels of every area, one per column of `by`, in level order; `(all)` where it is summed over. */
  readonly areas: readonly (readonly string[])[];
  /** Population of every area; positive. */
  readonly population: Float64Array;
  readonly drawCount: number;
  /** Population mean of the response: `draws[area * drawCount + draw]`. */
  readonly draws: Float64Array;
  /** Probability inside the table's interval. */
  readonly interval: number;
  /** Present when the grouping columns are known for the model's data. */
  readonly raw?: RawShares;
  /** Present when the model's data was given. */
  readonly alignment?: ResultTable;
  /** by..., population, mean, sd, median, lower and upper quantile, raw and n. */
  readonly table: ResultTable;
}

/** How effects of levels that the fit has not seen are drawn, anew for every posterior draw. */
export type NewLevelRule =
  /** From the effects' own population distribution, Normal(0, Σ of the draw). */
  | "gaussian"
  /** A known level at random, all effects of the factor copied together. */
  | "resample"
  | "zero";
