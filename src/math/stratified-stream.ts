/**
 * Random numbers for the points of a batch: the numbers that stand at one place in all points fall into strata of
 * [0, 1], one each. Any two places are as independent as if each had its strata by a random order of its own.
 */
import { normalQuantile } from "./normal-distribution.js";
import type { RandomStream } from "./random-stream.js";

/** Strata are as many as a prime: i ↦ a i + s modulo a prime moves two points to any two strata equally often. */
export interface StratifiedStream extends RandomStream {
  /** What follows are the numbers of this point, from the first place on; below the number of strata. */
  begin(point: number): void;
}

export function openStratifiedStream(random: RandomStream, strata: number): StratifiedStream {
  const factors: number[] = [];
  const shifts: number[] = [];
  let [point, place] = [0, 0];
  const uniform = (): number => {
    if (place === factors.length) {
      factors.push(1 + Math.floor(random.uniform() * (strata - 1)));
      shifts.push(Math.floor(random.uniform() * strata));
    }
    const stratum = (factors[place]! * point + shifts[place]!) % strata;
    place++;
    return (stratum + random.uniform()) / strata;
  };
  return {
    uniform,
    normal: () => normalQuantile(uniform()),
    begin(next) {
      [point, place] = [next, 0];
    },
  };
}
