/** Answers computed the long way: every draw by name, every row by itself, no streaming. */
import type { Posterior, ResultTable } from "../../../../src/posterior/index.js";
import { drawByName } from "../../mrp/support/fixed-posterior.js";

/** A draw's parameters; an absent name is a mistake of the test. */
export type Draw = (name: string) => number;

/** Any quantity of every draw. */
export function overDraws(posterior: Posterior, quantity: (draw: Draw) => number): number[] {
  const { chains, drawsPerChain } = posterior.draws;
  return Array.from({ length: chains * drawsPerChain }, (_, at) => {
    const values = drawByName(posterior, at);
    return quantity((name) => {
      const value = values.get(name);
      if (value === undefined) throw new Error(`no parameter ${name}`);
      return value;
    });
  });
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Mean and the narrowest interval that leaves out floor(.06 S) steps between order statistics. */
export function summary(draws: readonly number[], probability = 0.94): readonly number[] {
  const sorted = [...draws].sort((left, right) => left - right);
  const steps = Math.floor(probability * sorted.length);
  let best: readonly [number, number] = [-Infinity, Infinity];
  for (let low = 0; low + steps < sorted.length; low++) {
    const [from, to] = [sorted[low]!, sorted[low + steps]!];
    if (to - from < best[1] - best[0]) best = [from, to];
  }
  return [mean(draws), ...best];
}

/** Type 7, as R and NumPy have it. */
export function quantileOf(draws: readonly number[], p: number): number {
  const sorted = [...draws].sort((left, right) => left - right);
  const place = p * (sorted.length - 1);
  const below = Math.floor(place);
  const next = sorted[Math.min(below + 1, sorted.length - 1)]!;
  return sorted[below]! + (place - below) * (next - sorted[below]!);
}

/** Cells of some columns, row by row. */
export function cellsOf(
  table: ResultTable,
  names: readonly string[],
): (string | number | null)[][] {
  const places = names.map((name) => table.columns.findIndex((column) => column.name === name));
  if (places.includes(-1)) throw new Error(`no column among ${names.join(", ")}`);
  return table.rows.map((row) => places.map((place) => row[place]!));
}

/** Estimate and interval of every row. */
export function estimatesOf(table: ResultTable): number[][] {
  return table.rows.map((row) => row.slice(-3).map(Number));
}

/** The largest difference between what a table says and what was computed by hand. */
export function largestGap(table: ResultTable, expected: readonly (readonly number[])[]): number {
  const found = estimatesOf(table);
  if (found.length !== expected.length)
    throw new Error(`${found.length} rows, not ${expected.length}`);
  return Math.max(
    ...found.flatMap((row, at) => row.map((value, k) => Math.abs(value - expected[at]![k]!))),
  );
}
