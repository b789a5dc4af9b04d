/** The simulated survey of golden/make-golden.R with what R's survey package makes of it. */
import { readFileSync } from "node:fs";
import { expect } from "vitest";
import { frameFromColumns } from "../../../src/index.js";
import type { DataCell, DataFrame } from "../../../src/index.js";

interface Estimate {
  readonly mean: readonly number[];
  readonly se: readonly number[];
}

interface Golden {
  readonly sample: Readonly<Record<string, readonly DataCell[]>>;
  readonly frame: Readonly<Record<string, readonly DataCell[]>>;
  readonly raked: readonly number[];
  readonly crossed: readonly number[];
  readonly poststratified: readonly number[];
  readonly levels_edu: readonly string[];
  readonly mean_x: Estimate;
  readonly mean_y: Estimate;
  readonly share_edu: Estimate;
  readonly by_state: Estimate;
  readonly by_state_x: Estimate;
}

export const golden = JSON.parse(
  readFileSync(new URL("golden/rake-golden.json", import.meta.url), "utf8"),
) as Golden;

export const sample: DataFrame = frameFromColumns("sample", golden.sample);
export const frame: DataFrame = frameFromColumns("frame", golden.frame);

/** Largest |a/b - 1|. */
export function relativeGap(left: ArrayLike<number>, right: ArrayLike<number>): number {
  expect(left.length).toBe(right.length);
  return Math.max(...Array.from(left, (value, place) => Math.abs(value / right[place]! - 1)));
}
