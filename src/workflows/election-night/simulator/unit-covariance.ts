/** The covariance over units of what moves one simulated election: what an oracle would know. */
import { deterministic } from "../../../math/index.js";
import type { Places } from "./draw-places.js";
import { moves } from "./settings.js";

const square = (value: number): number => value * value;

/** Of two different units. */
function pairCovariance(
  { east, north, county, district, scores }: Places,
  i: number,
  j: number,
): number {
  const distance = Math.sqrt(square(east[i]! - east[j]!) + square(north[i]! - north[j]!));
  const alike = scores.reduce((sum, score) => sum + score[i]! * score[j]!, 0);
  return (
    square(moves.state) +
    square(moves.scores) * alike +
    (county[i] === county[j] ? square(moves.county) : 0) +
    (district[i] === district[j] ? square(moves.district) : 0) +
    square(moves.distance) * deterministic.exp(-distance / moves.range)
  );
}

/** Row-major, lower triangle only. */
export function unitCovariance(places: Places): Float64Array {
  const n = places.size.length;
  const covariance = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) covariance[i * n + j] = pairCovariance(places, i, j);
    covariance[i * n + i]! += square(moves.unit) + moves.bySize / places.size[i]!;
  }
  return covariance;
}

/** Mean log ratio of every unit, in every election. */
export function unitMean({ scores, size }: Places, means: readonly number[]): Float64Array {
  return Float64Array.from(size, (_, unit) =>
    scores.reduce((sum, score, k) => sum + means[k]! * score[unit]!, 0),
  );
}
