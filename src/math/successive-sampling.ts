/** Successive sampling: one unit after another, each with a chance proportional to its weight among those left. */
import type { RandomStream } from "./random-stream.js";

/** Sums of pairs of leaves, pairs of pairs and so on; node 1 has the sum of all. */
function openSums(leaves: Float64Array): { sums: Float64Array; width: number } {
  let width = 1;
  while (width < leaves.length) width *= 2;
  const sums = new Float64Array(2 * width);
  sums.set(leaves, width);
  for (let node = width - 1; node > 0; node--) sums[node] = sums[2 * node]! + sums[2 * node + 1]!;
  return { sums, width };
}

/** The leaf over which `target` of the sum of all lies; never one of size zero. */
function findLeaf(sums: Float64Array, width: number, target: number): number {
  let node = 1;
  let rest = target;
  while (node < width) {
    const left = sums[2 * node]!;
    const goLeft = rest < left || sums[2 * node + 1] === 0;
    if (!goLeft) rest -= left;
    node = goLeft ? 2 * node : 2 * node + 1;
  }
  return node - width;
}

/**
 * How many of each group's units are drawn: `sizes` units each, whose chances are proportional to the
 * group's weight. Without replacement these are the chances of numpy's `choice` and pandas' `sample`,
 * with as many units of positive weight as are drawn at least. One uniform a draw.
 */
export function drawSuccessively(
  sizes: Float64Array,
  weights: Float64Array,
  draws: number,
  replace: boolean,
  random: RandomStream,
): Float64Array {
  const { sums, width } = openSums(sizes.map((size, group) => size * weights[group]!));
  const drawn = new Float64Array(sizes.length);
  for (let draw = 0; draw < draws; draw++) {
    const group = findLeaf(sums, width, random.uniform() * sums[1]!);
    drawn[group]!++;
    if (replace) continue;
    let node = width + group;
    sums[node] = weights[group]! * (sizes[group]! - drawn[group]!);
    for (node >>= 1; node > 0; node >>= 1) sums[node] = sums[2 * node]! + sums[2 * node + 1]!;
  }
  return drawn;
}
