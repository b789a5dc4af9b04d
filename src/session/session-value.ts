/** Values while a session runs: real ones, those that only a fit will make, and failed ones. */
import type { NetworkModel } from "../model/index.js";
import type { ModelSpec } from "../model/model-spec.js";
import type { Value, ValueKind } from "../report/index.js";

/** Stands for a value that is not computed while a program is only checked. */
export interface PendingValue {
  readonly kind: "pending";
  readonly of: ValueKind;
  /** The model behind a fit that has not run. */
  readonly spec?: ModelSpec;
  /** The model behind a network that is not trained. */
  readonly network?: NetworkModel;
}

/** The value of a statement that reported a mistake; whatever uses it fails without a word. */
export interface FailedValue {
  readonly kind: "failed";
}

export type SessionValue = Value | PendingValue | FailedValue;

export const failed: FailedValue = { kind: "failed" };

export function isReal(value: SessionValue): value is Value {
  return value.kind !== "pending" && value.kind !== "failed";
}

export function kindOf(value: Value | PendingValue): ValueKind {
  return value.kind === "pending" ? value.of : value.kind;
}

/** Whether a value of that kind can be taken as data. */
export function hasRows(kind: ValueKind): boolean {
  return kind === "data" || kind === "table" || kind === "estimates";
}

const kindNames: Readonly<Record<ValueKind, string>> = {
  data: "data",
  graph: "a graph",
  model: "a model",
  fit: "a fit",
  network_model: "a model with a network",
  network: "a trained network",
  estimates: "estimates",
  night: "a night",
  table: "a table",
  chart: "a chart",
  number: "a number",
  text: "a text",
  boolean: "true or false",
  list: "a list",
};

/** `a model`, `a fit`: how messages call a kind of value. */
export function nameOfKind(kind: ValueKind): string {
  return kindNames[kind];
}
