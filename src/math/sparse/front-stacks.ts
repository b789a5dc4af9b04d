/**
 * Two stacks, for the fronts of even and of odd depth: what a front makes of its children's, or its child of its
 * own, lies on the other stack than what it is made of, and nothing is ever moved.
 */
import type { SymbolicFactor } from "./symbolic-factor.js";

interface StackPlan {
  readonly start: Int32Array;
  readonly size: number;
}

const isOdd = (depth: number): boolean => (depth & 1) === 1;

function depths(parent: Int32Array): Int32Array {
  const depth = new Int32Array(parent.length);
  for (let s = parent.length - 1; s >= 0; s--)
    depth[s] = parent[s] === -1 ? 0 : depth[parent[s]!]! + 1;
  return depth;
}

/** The odd stack behind the even one. */
function joinStacks(start: Int32Array, depth: Int32Array, evenSize: number): void {
  for (let s = 0; s < start.length; s++) if (isOdd(depth[s]!)) start[s]! += evenSize;
}

/** The update (rows below × rows below) of each front, from when it is made until its parent takes it. */
export function planUpdates({ columns, frontStart, parent }: SymbolicFactor): StackPlan {
  const count = parent.length;
  const depth = depths(parent);
  const start = new Int32Array(count);
  const firstChild = new Int32Array(count).fill(-1);
  for (let s = count - 1; s >= 0; s--) if (parent[s] !== -1) firstChild[parent[s]!] = s;
  const top = [0, 0];
  const size = [0, 0];
  for (let s = 0; s < count; s++) {
    const below = frontStart[s + 1]! - frontStart[s]! - (columns[s + 1]! - columns[s]!);
    const own = depth[s]! & 1;
    start[s] = top[own]!;
    top[own]! += below * below;
    size[own] = Math.max(size[own]!, top[own]!);
    if (firstChild[s] !== -1) top[1 - own] = start[firstChild[s]!]!;
  }
  joinStacks(start, depth, size[0]!);
  return { start, size: size[0]! + size[1]! };
}

/**
 * The Σ (front × front) of each front, from when it is filled until its first child, which comes last, is done:
 * that child's own children may already lie in its place.
 */
export function planFrames({ frontStart, parent }: SymbolicFactor): StackPlan {
  const count = parent.length;
  const depth = depths(parent);
  const start = new Int32Array(count);
  const firstChild = new Int32Array(count).fill(-1);
  for (let s = count - 1; s >= 0; s--) if (parent[s] !== -1) firstChild[parent[s]!] = s;
  const lengthOf = (s: number): number => {
    const rows = frontStart[s + 1]! - frontStart[s]!;
    return rows * rows;
  };
  const size = [0, 0];
  for (let s = count - 1; s >= 0; s--) {
    const above = parent[s]!;
    const second = above === -1 ? -1 : parent[above]!;
    if (second !== -1)
      start[s] = start[second]! + (firstChild[second] === above ? 0 : lengthOf(second));
    const own = depth[s]! & 1;
    size[own] = Math.max(size[own]!, start[s]! + lengthOf(s));
  }
  joinStacks(start, depth, size[0]!);
  return { start, size: size[0]! + size[1]! };
}
