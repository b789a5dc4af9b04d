/** Reads a data file by what the ending of its name says it is. */
import type { DiagnosticSink } from "../diagnostics/index.js";
import type { DataFrame } from "./data-frame.js";
import { readTable } from "./read-table.js";
import type { ReadTableOptions } from "./read-table.js";

type Reader = (
  bytes: Uint8Array,
  options: ReadTableOptions,
  sink: DiagnosticSink,
) => Promise<DataFrame | undefined> | DataFrame | undefined;

/** Readers that few programs need are loaded when they are used. */
const readers: Readonly<Record<string, Reader>> = {
  csv: readTable,
  tsv: readTable,
  json: async (...given) => {
    const { readJson } = await import("./read-json.js");
    return readJson(given[0], "json", given[1], given[2]);
  },
  ndjson: async (...given) => {
    const { readJson } = await import("./read-json.js");
    return readJson(given[0], "ndjson", given[1], given[2]);
  },
  parquet: async (...given) => {
    const { readParquet } = await import("./read-parquet.js");
    return readParquet(...given);
  },
};

const otherNames: Readonly<Record<string, string>> = { jsonl: "ndjson", tab: "tsv", pq: "parquet" };

/** Endings that `readData` knows, with a dot each. */
export const dataEndings: readonly string[] = Object.keys(readers).map((name) => `.${name}`);

/** `csv` of `cells.csv.gz`; undefined where the ending is of no format that can be read. */
export function dataFormatOf(file: string): string | undefined {
  const ending = /\.([a-z]+)(\.gz)?$/iu.exec(file)?.[1]?.toLowerCase() ?? "";
  const format = otherNames[ending] ?? ending;
  return Object.hasOwn(readers, format) ? format : undefined;
}

/**
 * The table in the bytes of a file (already decompressed). Undefined after reporting every mistake that
 * was found; throws where the ending is none that `dataFormatOf` knows.
 */
export async function readData(
  bytes: Uint8Array,
  options: ReadTableOptions,
  sink: DiagnosticSink,
): Promise<DataFrame | undefined> {
  const format = dataFormatOf(options.file);
  const reader = format === undefined ? undefined : readers[format];
  if (reader === undefined) throw new Error(`no reader of ${options.file}`);
  return reader(bytes, options, sink);
}
