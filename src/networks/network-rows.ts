/** What a network reads: people, or cells of alike people, in order of their units; and the units' totals. */

/** Codes are positions in `levels`. */
export interface CategoryColumn {
  readonly name: string;
  readonly levels: readonly string[];
  readonly codes: Uint8Array | Uint16Array;
}

/** Values less `mean`, over `sd`: the network keeps both so that other rows can be read as these were. */
export interface ScaledColumn {
  readonly name: string;
  readonly mean: number;
  readonly sd: number;
  readonly values: Float32Array;
}

/** Rows of the same unit stand together; a unit has at least one row. */
export interface NetworkRows {
  readonly rows: number;
  /** units + 1 positions: unit u has the rows unitStart[u] to unitStart[u + 1] - 1. */
  readonly unitStart: Int32Array;
  /** People that a row stands for; one each where absent. */
  readonly weights?: Float32Array;
  readonly categories: readonly CategoryColumn[];
  readonly numeric: readonly ScaledColumn[];
}

/** Outcomes that exclude each other (a softmax), or each its own yes or no (a sigmoid). */
export type RaceFamily = "multinomial" | "binomial";

export interface RaceOutcomes {
  readonly name: string;
  readonly family: RaceFamily;
  /** Of a multinomial race all that a person can do, abstaining among them. */
  readonly outcomes: readonly string[];
}

export interface Race extends RaceOutcomes {
  /** units × outcomes, row by row. */
  readonly counts: Float64Array;
  /** Of a binomial race the ballots of each unit; its people where absent. */
  readonly ballots?: Float64Array;
}
