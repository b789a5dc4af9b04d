/** A picture of a fit, a table or estimates: plain data that other rooms turn into files. */
import type { ResultTable } from "../posterior/result-table.js";

export type PlainData = null | boolean | number | string | readonly PlainData[] | Specification;

/** Vega-Lite as plain data. Names of fields are ours; whatever comes from data is a value. */
export interface Specification {
  readonly [key: string]: PlainData;
}

export interface Chart {
  readonly kind: "chart";
  /** Which kind of chart: `forest`. */
  readonly name: string;
  /** What is seen, in words. */
  readonly title: string;
  /** For those who do not see it: what is drawn and how to read it. */
  readonly description: string;
  /** With its data inline; it loads nothing. */
  readonly specification: Specification;
  /** The numbers that are drawn. */
  readonly table: ResultTable;
  /** What a terminal shows: lines of at most 80 cells. */
  readonly text: string;
}
