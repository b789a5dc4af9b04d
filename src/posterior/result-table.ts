/** The table that questions asked of a posterior answer with. */

export type Cell = string | number | null;

export interface TableColumn {
  readonly name: string;
  /** How the cells are printed: text, a count, or a number to some digits. */
  readonly format: "text" | "integer" | "number" | "percent";
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
}
