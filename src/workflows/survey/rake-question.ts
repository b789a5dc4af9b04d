/** What raking is asked and what it answers. */
import type { DataFrame } from "../../data/index.js";
import type { Span } from "../../diagnostics/index.js";
import type { WeightSummary } from "./design-effect.js";
import type { ColumnName } from "./read-sizes.js";

export interface RakeQuestion {
  readonly sample: DataFrame;
  /** Frames, or tables of totals for one margin each. */
  readonly population: readonly DataFrame[];
  /** Variables of each margin; without it every table is one margin by all of its other columns. */
  readonly by?: readonly (readonly ColumnName[])[];
  /** Column of the population with the number of people. */
  readonly weight: ColumnName;
  /** Design weights of the sample that raking starts from; one each when absent. */
  readonly base?: ColumnName;
  /** Respondents in each row of a sample of cells; one each when absent. */
  readonly count?: ColumnName;
  /** `poststratify` takes all variables together as one margin. */
  readonly method: "rake" | "poststratify";
  /** The largest weight as a multiple of the mean weight; above 1. */
  readonly trim?: number;
  readonly tolerance: number;
  readonly rounds: number;
  /** What the weights add up to over respondents; the population when absent. */
  readonly total?: number;
  /** The new column. */
  readonly name: ColumnName;
  readonly resultName: string;
  readonly span?: Span;
}

export interface Raked extends WeightSummary {
  /** The sample with the column of weights last; rows without a value of a margin are left out. */
  readonly data: DataFrame;
  /** Of a respondent of each row. */
  readonly weights: Float64Array;
  readonly rounds: number;
  /** The largest relative change of a margin's cell in the last round. */
  readonly change: number;
  readonly converged: boolean;
  /** Rows at the largest weight. */
  readonly trimmed: number;
}
