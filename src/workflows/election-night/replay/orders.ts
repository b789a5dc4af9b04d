/** In what order units report when a night is replayed. */
import { deterministic, openStream } from "../../../math/index.js";
import type { NightUnit } from "../night.js";

export const orderNames = ["random", "small-first", "large-first", "by-area"] as const;
export type OrderName = (typeof orderNames)[number];

export interface OrderQuestion {
  readonly order: OrderName;
  readonly seed: number;
  /** For `by-area`: the grouping whose areas report one after the other. */
  readonly area?: string;
}

/** Noise of the log of size: small units come first on the whole, not one by one. */
const sizeNoise = 0.3;

function sortBy(units: readonly NightUnit[], key: (unit: NightUnit) => number): string[] {
  const keyed = units.map((unit) => ({ name: unit.unit, key: key(unit) }));
  return keyed
    .toSorted((a, b) => a.key - b.key || (a.name < b.name ? -1 : 1))
    .map(({ name }) => name);
}

/** Names of all units, first to last. */
export function orderUnits(
  units: readonly NightUnit[],
  { order, seed, area }: OrderQuestion,
): readonly string[] {
  const random = openStream(seed, `replay:${order}`);
  if (order === "random") return sortBy(units, () => random.uniform());
  if (order === "by-area") {
    const places = new Map<string, number>();
    for (const { areas } of units) {
      const name = areas[area ?? ""] ?? "";
      if (!places.has(name)) places.set(name, random.uniform());
    }
    return sortBy(units, ({ areas }) => places.get(areas[area ?? ""] ?? "")!);
  }
  const sign = order === "small-first" ? 1 : -1;
  return sortBy(
    units,
    ({ baseline }) => sign * deterministic.log(baseline) + sizeNoise * random.normal(),
  );
}
