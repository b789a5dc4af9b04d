/** What a JSON document is made of. */
import type { DiagnosticRecord } from "../diagnostics/index.js";

export type Json =
  null | boolean | number | string | DiagnosticRecord | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: Json;
}

/** The text of every file that a span may point into, by name. */
export type Sources = ReadonlyMap<string, string>;
