/** Data in a saved fit: numeric and factor columns; free text stays out, since no term can use it, but for keys. */
import { sortLevels } from "../../data/index.js";
import type { Column, DataFrame, FactorColumn } from "../../data/index.js";
import type { ArrayReader, ArrayWriter } from "./array-store.js";
import { fault } from "./fault.js";
import { fieldsOf, type Fields, type StoredFields } from "./fields.js";

/** Text as a factor of its own values: what a key is matched by stays the same. */
function factorOfText({ name, values }: Extract<Column, { kind: "text" }>): FactorColumn {
  const levels = sortLevels([...new Set(values.filter((value) => value !== undefined))]);
  const places = new Map(levels.map((level, code) => [level, code]));
  const codes = Int32Array.from(values, (value) => places.get(value ?? "") ?? -1);
  return { kind: "factor", name, codes, levels, ordered: false, declared: false };
}

function writeColumn(
  column: Column,
  writer: ArrayWriter,
  keys: ReadonlySet<string>,
): readonly unknown[] {
  const { store } = writer;
  switch (column.kind) {
    case "numeric":
      return [{ kind: "numeric", name: column.name, values: store(column.values) }];
    case "factor":
      return [{ ...column, codes: store(column.codes) }];
    case "text":
      return keys.has(column.name) ? writeColumn(factorOfText(column), writer, keys) : [];
  }
}

export function writeFrame(
  { name, rowCount, columns, origin }: DataFrame,
  writer: ArrayWriter,
  keys: ReadonlySet<string> = new Set(),
): StoredFields {
  return {
    name,
    rows: rowCount,
    columns: columns.flatMap((column) => writeColumn(column, writer, keys)),
    ...(origin && { origin: { file: origin.file, lines: writer.store(origin.lines) } }),
  };
}

function readFactor(fields: Fields, rows: number, arrays: ArrayReader): FactorColumn {
  const levels = fields.texts("levels");
  const codes = arrays.integers(fields, "codes", rows);
  const name = fields.text("name");
  if (new Set(levels).size < levels.length)
    throw fault(`different levels of ${name}`, "equal ones");
  if (!codes.every((code) => code >= -1 && code < levels.length))
    throw fault(`codes of the ${levels.length} levels of ${name}`, "others");
  return {
    kind: "factor",
    name,
    codes,
    levels,
    ordered: fields.flag("ordered"),
    declared: fields.flag("declared"),
  };
}

function readColumn(fields: Fields, rows: number, arrays: ArrayReader): Column {
  if (fields.word("kind", ["numeric", "factor"]) === "factor")
    return readFactor(fields, rows, arrays);
  const values = arrays.floats(fields, "values", rows);
  return { kind: "numeric", name: fields.text("name"), values };
}

export function readFrame(fields: Fields, arrays: ArrayReader): DataFrame {
  const rowCount = fields.count("rows");
  const columns = fields.list("columns", (column, path) =>
    readColumn(fieldsOf(column, path), rowCount, arrays),
  );
  if (new Set(columns.map(({ name }) => name)).size < columns.length)
    throw fault("a different name for every column", "equal ones");
  const frame = { kind: "data", name: fields.text("name"), rowCount, columns } as const;
  if (!fields.has("origin")) return frame;
  const origin = fields.fields("origin");
  const lines = arrays.integers(origin, "lines", rowCount);
  return { ...frame, origin: { file: origin.text("file"), lines } };
}
