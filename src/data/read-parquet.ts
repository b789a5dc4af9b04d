/** Reads the bytes of a Parquet file into a table. */
import { parquetMetadata, parquetReadObjects } from "hyparquet";
import type { AsyncBuffer } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import type { DiagnosticSink } from "../diagnostics/index.js";
import type { DataFrame } from "./data-frame.js";
import { frameFromRecords } from "./record-columns.js";
import type { RecordReading } from "./record-columns.js";
import type { ReadTableOptions } from "./read-table.js";
import { countText } from "./wording.js";

/** A small file may unpack to anything; more cells than this would not fit in memory as a table. */
const mostCells = 1e8;

function complain(reading: RecordReading, message: string, expected: string): void {
  const { span, sink } = reading;
  sink.report({
    code: "malformed-table",
    severity: "error",
    message,
    expected,
    ...(span !== undefined && { span }),
  });
  return undefined;
}

function bufferOf(bytes: Uint8Array): ArrayBuffer {
  const whole = bytes.byteOffset === 0 && bytes.byteLength === bytes.buffer.byteLength;
  return whole && bytes.buffer instanceof ArrayBuffer
    ? bytes.buffer
    : Uint8Array.from(bytes).buffer;
}

async function readRows(bytes: Uint8Array, reading: RecordReading): Promise<DataFrame | undefined> {
  const buffer = bufferOf(bytes);
  const metadata = parquetMetadata(buffer);
  const names = metadata.schema.filter(({ num_children }) => !num_children).map(({ name }) => name);
  const cells = Number(metadata.num_rows) * names.length;
  if (cells > mostCells) {
    const size = `${countText(Number(metadata.num_rows))} rows of ${names.length} columns`;
    complain(reading, `${reading.file} has ${size}`, `at most ${countText(mostCells)} cells`);
    return undefined;
  }
  const file: AsyncBuffer = {
    byteLength: buffer.byteLength,
    slice: (start, end) => buffer.slice(start, end),
  };
  const rows = await parquetReadObjects({ file, metadata, compressors });
  const columns = new Map(
    Object.keys(rows[0] ?? {}).map((name) => [name, rows.map((row) => row[name] as unknown)]),
  );
  return frameFromRecords({ rowCount: rows.length, columns }, reading);
}

/** Undefined after reporting what is wrong with the file; no bytes make it throw. */
export async function readParquet(
  bytes: Uint8Array,
  options: ReadTableOptions,
  sink: DiagnosticSink,
): Promise<DataFrame | undefined> {
  const reading: RecordReading = { ...options, sink };
  try {
    return await readRows(bytes, reading);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    complain(reading, `${options.file} cannot be read as Parquet: ${why}`, "a Parquet file, whole");
    return undefined;
  }
}
