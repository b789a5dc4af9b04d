/** Units and their people by the key that both data share: nobody without a unit, no unit without people. */
import { findColumn, numberLabel, reportUnknownColumn, type DataFrame } from "../../data/index.js";
import type { DiagnosticSink } from "../../diagnostics/index.js";
import type { Name } from "../../language/ast.js";
import { reportUnits, type UnitRows } from "./unit-counts.js";

/** The key of every row as text; undefined after reporting a column or a value that is missing. */
export function unitRows(frame: DataFrame, key: Name, sink: DiagnosticSink): UnitRows | undefined {
  const column = findColumn(frame, key.text);
  if (!column) {
    reportUnknownColumn(frame, key.text, key.span, sink);
    return undefined;
  }
  const labelAt = (row: number): string | undefined => {
    if (column.kind === "text") return column.values[row];
    if (column.kind === "factor") return column.levels[column.codes[row]!];
    const value = column.values[row]!;
    return Number.isNaN(value) ? undefined : numberLabel(value);
  };
  const labels = Array.from({ length: frame.rowCount }, (_, row) => labelAt(row));
  const keys = labels.map((label) => label ?? "missing");
  const units = { frame, keys, keyName: key.text, sink };
  const missing = [...labels.keys()].filter((row) => labels[row] === undefined);
  reportUnits(units, missing, {
    code: "people-without-unit",
    message: () => `a row of ${frame.name} does not say its \`${key.text}\``,
    span: key.span,
  });
  return missing.length === 0 ? units : undefined;
}

/** Reports a unit that stands in two rows of the totals. */
export function requireOnce({ keys, ...units }: UnitRows, key: Name): boolean {
  const first = new Map<string, number>();
  const again: number[] = [];
  keys.forEach((name, row) => {
    if (first.has(name)) again.push(row);
    else first.set(name, row);
  });
  reportUnits({ ...units, keys }, again, {
    code: "duplicate-unit",
    message: () => `${units.frame.name} has the same \`${key.text}\` twice`,
    expected: "one row for each unit",
    span: key.span,
    help: `sum the rows first: group(${units.frame.name}, by = ${key.text}, ...)`,
  });
  return again.length === 0;
}

interface Matching {
  readonly totals: UnitRows;
  readonly people: UnitRows;
  readonly counts: Float64Array;
  readonly outcomes: number;
  readonly key: Name;
}

/** The unit of every row of the people; undefined after reporting rows on one side only. */
export function matchUnits({
  totals,
  people,
  counts,
  outcomes,
  key,
}: Matching): Int32Array | undefined {
  const place = new Map(totals.keys.map((name, u) => [name, u]));
  const unit = Int32Array.from(people.keys, (name) => place.get(name) ?? -1);
  const orphans = [...unit.keys()].filter((row) => unit[row]! < 0);
  reportUnits(people, orphans, {
    code: "people-without-unit",
    message: () =>
      `${people.frame.name} has people of a \`${key.text}\` that ${totals.frame.name} does not have`,
    span: key.span,
    help: `keep those that have totals: filter(${people.frame.name}, ...)`,
  });
  const occupied = new Uint8Array(totals.keys.length);
  for (const u of unit) if (u >= 0) occupied[u] = 1;
  const idle = [...totals.keys.keys()].filter((u) => occupied[u] === 0);
  const voted = (u: number): boolean =>
    counts.subarray(u * outcomes, (u + 1) * outcomes).some((count) => count > 0);
  reportUnits(totals, idle.filter(voted), {
    code: "unit-without-people",
    message: () =>
      `${totals.frame.name} has counts of a \`${key.text}\` of which ${people.frame.name} has nobody`,
    span: key.span,
  });
  reportUnits(
    totals,
    idle.filter((u) => !voted(u)),
    {
      code: "empty-unit",
      message: () => `a \`${key.text}\` has neither people nor counts`,
      span: key.span,
      help: "take the row out: it says nothing",
    },
  );
  return orphans.length > 0 || idle.length > 0 ? undefined : unit;
}
