/** The table that questions asked of a posterior answer with. */

export type Cell = string | number | null;

export interface TableColumn {
  readonly name: string;
  /** How the cells are printed: text, a count, or a number to some digits. */
  readonly format: "text" | "integer" | "number" | "percent";
}

/** How a table is drawn: the shape of the picture and the columns behind it. */
export interface TableChart {
  /**
   * intervals: a line with a band over numbers, points with bars over categories; bars: counts or shares as
   * bars; points: one point a row; lines: one line a `group`.
   */
  readonly shape: "intervals" | "bars" | "points" | "lines";
  readonly x: string;
  readonly y: string;
  readonly lower?: string;
  readonly upper?: string;
  /** A second value beside `y`, such as what was observed beside what is predicted. */
  readonly beside?: string;
  /** The column that colours tell apart. */
  readonly group?: string;
  /** The column with a panel a value. */
  readonly panel?: string;
  /** Where `y` says that there is nothing: a line across. */
  readonly none?: number;
}

export interface ResultTable {
  readonly kind: "table";
  /** A line above the table; undefined for none. */
  readonly title?: string;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly Cell[])[];
  /** Lines below the table: what was chosen and why. */
  readonly notes: readonly string[];
  /** The table says that something is not to be trusted: exit code 3. */
  readonly doubtful?: true;
  /** Absent where there is nothing to look at. */
  readonly chart?: TableChart;
}
