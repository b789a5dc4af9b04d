/** Every kind of value that a statement can have. */
import type { Chart } from "../charts/chart.js";
import type { DataFrame, NeighbourGraph } from "../data/index.js";
import type { NetworkModel } from "../model/index.js";
import type { ModelSpec } from "../model/model-spec.js";
import type { Posterior } from "../posterior/posterior.js";
import type { ResultTable } from "../posterior/result-table.js";
import type { NetworkFit } from "../workflows/ecological/networks/index.js";
import type { NightValue } from "../workflows/election-night/night-value.js";
import type { Poststratified } from "../workflows/mrp/index.js";

export interface NumberValue {
  readonly kind: "number";
  readonly value: number;
}

/** A line or several; shown as they are. */
export interface TextValue {
  readonly kind: "text";
  readonly value: string;
}

export interface BooleanValue {
  readonly kind: "boolean";
  readonly value: boolean;
}

export interface ListValue {
  readonly kind: "list";
  readonly items: readonly Value[];
}

export type Value =
  | DataFrame
  | NeighbourGraph
  | ModelSpec
  | NetworkModel
  | Posterior
  | NetworkFit
  | Poststratified
  | NightValue
  | ResultTable
  | Chart
  | NumberValue
  | TextValue
  | BooleanValue
  | ListValue;

export type ValueKind = Value["kind"];

/** A value under the name that the file, or the numbering of unnamed results, gave it. */
export interface NamedValue {
  readonly name: string;
  readonly value: Value;
}
