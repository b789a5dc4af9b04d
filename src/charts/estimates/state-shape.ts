/** The outline of a state, as it is stored and as a map draws it. */
import type { Specification } from "../chart.js";

export interface StateShape {
  /** Two digits, of the Census Bureau. */
  readonly fips: string;
  readonly name: string;
  /** Each ring: the first corner, then steps from corner to corner, in pixels of a map 975 wide. */
  readonly rings: readonly (readonly number[])[];
}

function cornersOf(ring: readonly number[]): readonly (readonly [number, number])[] {
  const corners: (readonly [number, number])[] = [];
  let [x, y] = [0, 0];
  for (let at = 0; at + 1 < ring.length; at += 2) {
    x += ring[at] ?? 0;
    y += ring[at + 1] ?? 0;
    corners.push([x, y]);
  }
  return corners;
}

/** GeoJSON; each ring is a polygon of its own, since no state has a hole. */
export function geometryOf({ rings }: StateShape): Specification {
  return { type: "MultiPolygon", coordinates: rings.map((ring) => [cornersOf(ring)]) };
}
