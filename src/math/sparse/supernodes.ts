/** Columns of the factor with nearly the same structure, gathered into fronts. */

/** Zeros that a merged front may hold, by its width: narrow fronts cost more in overhead than in zeros. */
function mayMerge(width: number, zeros: number, entries: number): boolean {
  if (width <= 4) return true;
  if (width <= 16) return zeros < 0.4 * entries;
  if (width <= 48) return zeros < 0.2 * entries;
  return zeros < 0.05 * entries;
}

const trapezoid = (width: number, below: number): number =>
  (width * (width + 1)) / 2 + width * below;

/**
 * First columns of the relaxed supernodes of a postordered tree, and the size. A supernode is a run of columns,
 * each the parent of the one before; it joins the run before it while few zeros come in.
 */
export function findSupernodes(parent: Int32Array, counts: Int32Array): Int32Array {
  const size = parent.length;
  const start = new Int32Array(size + 1);
  const zeros = new Float64Array(size);
  let count = 0;
  for (let k = 0; k < size; k++) {
    start[count] = k;
    zeros[count] = 0;
    count++;
    while (count > 1) {
      const last = count - 2;
      const middle = start[last + 1]!;
      if (parent[middle - 1] !== middle) break;
      const own = middle - start[last]!;
      const above = k + 1 - middle;
      const entries = trapezoid(own + above, counts[k]!);
      const before =
        trapezoid(own, counts[middle - 1]!) -
        zeros[last]! +
        trapezoid(above, counts[k]!) -
        zeros[last + 1]!;
      const extra = entries - before;
      if (!mayMerge(own + above, extra, entries)) break;
      zeros[last] = extra;
      count--;
    }
  }
  start[count] = size;
  return start.slice(0, count + 1);
}
