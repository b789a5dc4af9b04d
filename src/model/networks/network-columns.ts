/** Columns of the people as a network reads them: codes of levels, and numbers less their mean over their sd. */
import { numberLabel, reportUnknownColumn, findColumn, sortLevels } from "../../data/index.js";
import type { Column, DataFrame } from "../../data/index.js";
import type { DiagnosticSink } from "../../diagnostics/index.js";
import type { Name } from "../../language/ast.js";
import type { CategoryColumn, NetworkRows, ScaledColumn } from "../../networks/index.js";
import type { NetworkTerm } from "./network-model.js";

/** Codes are kept in two bytes. */
const mostLevels = 65_535;

function report(name: Name, message: string, sink: DiagnosticSink, help?: string): void {
  sink.report({
    code: "bad-network",
    severity: "error",
    message,
    span: name.span,
    ...(help !== undefined && { help }),
  });
}

/** The value of every row as text; undefined where it is missing. */
function labelsOf(column: Column): (row: number) => string | undefined {
  switch (column.kind) {
    case "factor":
      return (row) => column.levels[column.codes[row]!];
    case "text":
      return (row) => column.values[row];
    case "numeric":
      return (row) =>
        Number.isNaN(column.values[row]!) ? undefined : numberLabel(column.values[row]!);
  }
}

/** Levels that no row has are left out: nothing would be learnt of them. */
function categoryOf(column: Column, rows: Int32Array): CategoryColumn {
  const labelOf = labelsOf(column);
  const labels = Array.from(rows, (row) => labelOf(row)!);
  const used = new Set(labels);
  const levels =
    column.kind === "factor"
      ? column.levels.filter((level) => used.has(level))
      : sortLevels([...used]);
  const places = new Map(levels.map((level, code) => [level, code]));
  const codes = labels.map((label) => places.get(label)!);
  return {
    name: column.name,
    levels,
    codes: levels.length > 256 ? Uint16Array.from(codes) : Uint8Array.from(codes),
  };
}

function momentsOf(values: Float64Array, rows: Int32Array, people: Float64Array) {
  let [total, sum, squares] = [0, 0, 0];
  rows.forEach((row, i) => {
    total += people[i]!;
    sum += people[i]! * values[row]!;
  });
  const mean = sum / total;
  rows.forEach((row, i) => (squares += people[i]! * (values[row]! - mean) ** 2));
  return { mean, sd: Math.sqrt(squares / total) };
}

function scaledOf(
  name: Name,
  values: Float64Array,
  rows: Int32Array,
  people: Float64Array,
  sink: DiagnosticSink,
): ScaledColumn | undefined {
  const { mean, sd } = momentsOf(values, rows, people);
  if (sd > 0 && Number.isFinite(sd))
    return {
      name: name.text,
      mean,
      sd,
      values: Float32Array.from(rows, (row) => (values[row]! - mean) / sd),
    };
  report(
    name,
    `\`${name.text}\` is the same for everybody: a network learns nothing from it`,
    sink,
  );
  return undefined;
}

export interface NetworkColumns {
  readonly categories: readonly Column[];
  readonly numeric: readonly Column[];
}

/** The columns of a term by what the network makes of them; undefined after reporting. */
export function findColumns(
  { shape, columns, groups }: NetworkTerm,
  frame: DataFrame,
  sink: DiagnosticSink,
): NetworkColumns | undefined {
  const find = (name: Name): Column | undefined => {
    const column = findColumn(frame, name.text);
    if (!column) reportUnknownColumn(frame, name.text, name.span, sink);
    return column;
  };
  const twice = [...columns, ...groups].filter(
    ({ text }, at, all) => all.findIndex((other) => other.text === text) < at,
  );
  for (const name of twice) report(name, `\`${name.text}\` stands in the network twice`, sink);
  const found = columns.map(find);
  const ofGroups = groups.map(find);
  const categorical = columns.filter((_, at) => found[at] && found[at].kind !== "numeric");
  if (shape.kind === "deep_mlm")
    for (const name of categorical)
      report(
        name,
        `\`${name.text}\` is a category, and the slopes of deep_mlm are of numbers`,
        sink,
        `put it behind the bar: what coefficients vary by`,
      );
  const all = [...found, ...ofGroups];
  const sound = twice.length === 0 && (shape.kind === "dense" || categorical.length === 0);
  if (!sound || all.some((column) => column === undefined)) return undefined;
  const present = found.filter((column) => column !== undefined);
  return {
    categories: [
      ...present.filter(({ kind }) => kind !== "numeric"),
      ...ofGroups.filter((column) => column !== undefined),
    ],
    numeric: present.filter(({ kind }) => kind === "numeric"),
  };
}

/** Whether a row has a value in all columns. */
export function isComplete({ categories, numeric }: NetworkColumns): (row: number) => boolean {
  const readers = [...categories, ...numeric].map(labelsOf);
  return (row) => readers.every((labelOf) => labelOf(row) !== undefined);
}

/** What the network reads of rows that stand unit by unit; undefined after reporting. */
export function networkInputs(
  { categories, numeric }: NetworkColumns,
  names: readonly Name[],
  rows: Int32Array,
  people: Float64Array,
  sink: DiagnosticSink,
): Pick<NetworkRows, "categories" | "numeric"> | undefined {
  const nameOf = ({ name }: Column): Name => names.find(({ text }) => text === name)!;
  const coded = categories.map((column) => categoryOf(column, rows));
  const large = coded.filter(({ levels }) => levels.length > mostLevels);
  for (const { name, levels } of large)
    report(
      names.find(({ text }) => text === name)!,
      `\`${name}\` has ${levels.length} levels, and a network takes ${mostLevels}`,
      sink,
    );
  const scaled = numeric.map((column) =>
    column.kind === "numeric"
      ? scaledOf(nameOf(column), column.values, rows, people, sink)
      : undefined,
  );
  const found = scaled.filter((column) => column !== undefined);
  if (large.length > 0 || found.length < scaled.length) return undefined;
  return { categories: coded, numeric: found };
}
