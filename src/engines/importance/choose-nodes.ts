/** How many nodes of quadrature a group model needs: as many as twice the number agrees with. */
import type { GroupWeights } from "./weigh-groups.js";

const counts = [5, 7, 9, 11, 15, 21, 31, 45, 63];
/** Of the log posterior, between points. */
const largestError = 0.005;

/** Spread over points of how far the log posterior with twice the nodes differs: a constant plays no part. */
export function quadratureError(
  points: readonly Float64Array[],
  coarse: GroupWeights,
  fine: GroupWeights,
): number {
  const differences = points
    .map((v) => fine.weigh(v) - coarse.weigh(v))
    .filter((difference) => Number.isFinite(difference));
  if (differences.length < points.length / 2) return Infinity;
  return Math.max(...differences) - Math.min(...differences);
}

export interface NodeChoice {
  readonly nodes: number;
  readonly error: number;
}

/** The fewest that are enough at these points, or the most there are. */
export function chooseNodes(
  points: readonly Float64Array[],
  open: (nodes: number) => GroupWeights,
): NodeChoice {
  let choice: NodeChoice = { nodes: counts[0]!, error: Infinity };
  for (const nodes of counts) {
    choice = { nodes, error: quadratureError(points, open(nodes), open(2 * nodes)) };
    if (choice.error < largestError) break;
  }
  return choice;
}
