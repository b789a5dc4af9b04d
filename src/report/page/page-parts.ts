/** What a report page is made from: plain data that the caller gathers. */
import type { Diagnostic } from "../../diagnostics/index.js";
import type { NamedValue } from "../value.js";

/** A file that the program read. */
export interface DataFile {
  readonly name: string;
  /** Of the contents, decompressed. */
  readonly bytes: number;
  /** SHA-256 of the contents, decompressed, in hexadecimal. */
  readonly hash: string;
}

/** What made the results, so that they can be made again. */
export interface Provenance {
  /** Of mlm. */
  readonly version: string;
  /** `Node 20.20.2, linux x64`. */
  readonly machine: string;
  /** As a person reads it, with the time zone. */
  readonly made: string;
  readonly command: string;
  readonly files: readonly DataFile[];
}

/** A drawing, whole: `<svg ...>...</svg>`, with nothing in it that was not escaped. */
export interface Picture {
  readonly title: string;
  readonly svg: string;
}

/** A bare statement with its value. */
export interface Answer {
  readonly statement: string;
  readonly result: NamedValue;
}

export interface PageParts {
  /** Name of the program's file. */
  readonly file: string;
  readonly program: string;
  readonly seed: number | undefined;
  readonly trusted: boolean;
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: ReadonlyMap<string, string>;
  /** Data, models and fits of the program by name, in its order. */
  readonly results: readonly NamedValue[];
  readonly answers: readonly Answer[];
  /** By name of the result that they show. */
  readonly pictures: ReadonlyMap<string, readonly Picture[]>;
  readonly provenance: Provenance;
}
