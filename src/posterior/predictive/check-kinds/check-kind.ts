/** What a kind of predictive check is: what it keeps of each replicate, and the table that it makes of that. */
import type { ModelSpec } from "../../../model/model-spec.js";
import type { Cell, TableChart, TableColumn } from "../../result-table.js";
import type { StatisticName } from "../group-statistics.js";

/** The responses that are compared, as counts or as shares of their trials. */
export interface CheckedResponses {
  readonly spec: ModelSpec;
  readonly observed: Float64Array;
  readonly trials: Float64Array | undefined;
  /** Responses are shares: counts over trials. */
  readonly shares: boolean;
  readonly statistic: StatisticName;
}

/** One group of rows. */
export interface GroupCheck {
  /** One replicate of the responses of all rows; NaN where the family cannot have what was drawn. */
  add(replicate: Float64Array): void;
  /** The lines of the table, without the group's labels. */
  rows(): readonly (readonly Cell[])[];
}

export interface CheckKind {
  readonly columns: (responses: CheckedResponses) => readonly TableColumn[];
  readonly open: (responses: CheckedResponses, rows: Int32Array) => GroupCheck;
  /** `by` are the columns of the groups' labels, which stand before the others. */
  readonly chart: (by: readonly string[]) => TableChart | undefined;
  readonly note: (responses: CheckedResponses) => string;
}

export const numbers = (...names: readonly string[]): readonly TableColumn[] =>
  names.map((name) => ({ name, format: "number" }));

/** One panel a group, of several columns by the first. */
export const panelOf = ([first]: readonly string[]): { readonly panel?: string } =>
  first === undefined ? {} : { panel: first };

/** Replicates as bands with what was observed beside them. */
export const bands = { y: "50%", lower: "2.5%", upper: "97.5%", beside: "observed" } as const;
