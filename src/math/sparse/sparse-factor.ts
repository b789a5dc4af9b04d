/** A sparse Cholesky factor: multifrontal factorisation, solves, determinant and selected inverse. */
import { log } from "../logarithm.js";
import { factorPanel, subtractUpdate } from "./dense-front.js";
import { solveForward, solveBackward } from "./panel-solves.js";
import { openInversion } from "./selected-inverse.js";
import type { SymbolicFactor } from "./symbolic-factor.js";

/** A workspace of one thread; nothing is allocated after it was opened. */
export interface SparseFactor {
  readonly symbolic: SymbolicFactor;
  /** `values` are aligned with the pattern's rows. False when the matrix is not positive definite. */
  factorise(values: Float64Array): boolean;
  /** log |M|. */
  logDeterminant(): number;
  /** M⁻¹ b, in place. */
  solve(vector: Float64Array): void;
  /** For z ~ N(0, I) a draw from N(0, M⁻¹), in place. */
  solveTransposed(vector: Float64Array): void;
  /** Entries of M⁻¹ on the pattern. */
  selectedInverse(values: Float64Array): void;
}

/** Where the updates of the fronts lie on their stack while a factorisation runs. */
interface UpdatePlan {
  /** The update of each front where its parent finds it, and where it is computed. */
  readonly final: Int32Array;
  readonly work: Int32Array;
  readonly size: number;
}

function planUpdates({ columns, frontStart, parent }: SymbolicFactor): UpdatePlan {
  const count = parent.length;
  const final = new Int32Array(count);
  const work = new Int32Array(count);
  const firstChild = new Int32Array(count).fill(-1);
  for (let s = count - 1; s >= 0; s--) if (parent[s] !== -1) firstChild[parent[s]!] = s;
  let top = 0;
  let size = 0;
  for (let s = 0; s < count; s++) {
    const below = frontStart[s + 1]! - frontStart[s]! - (columns[s + 1]! - columns[s]!);
    work[s] = top;
    final[s] = firstChild[s] === -1 ? top : final[firstChild[s]!]!;
    size = Math.max(size, top + below * below);
    top = final[s]! + below * below;
  }
  return { final, work, size };
}

/** Adds a child's update to the parent's panel and update. */
function extendAdd(
  x: Float64Array,
  relative: Int32Array,
  first: number,
  below: number,
  source: number,
  panel: number,
  rows: number,
  width: number,
  update: number,
): void {
  const updateRows = rows - width;
  for (let j = 0; j < below; j++) {
    const column = relative[first + j]!;
    const from = source + j * below;
    const into =
      column < width ? panel + column * rows : update + (column - width) * updateRows - width;
    for (let i = j; i < below; i++) x[into + relative[first + i]!]! += x[from + i]!;
  }
}

export function openFactor(symbolic: SymbolicFactor): SparseFactor {
  const { size, order, columns, frontStart, parent, relative, panelStart, entryPlace } = symbolic;
  const count = parent.length;
  const updates = planUpdates(symbolic);
  const panels = panelStart[count]!;
  const storage = new Float64Array(panels + updates.size);
  const permuted = new Float64Array(size);
  const children: number[][] = Array.from({ length: count }, () => []);
  for (let s = 0; s < count; s++) if (parent[s] !== -1) children[parent[s]!]!.push(s);
  const inversion = openInversion(symbolic);

  const factorFront = (s: number): boolean => {
    const rows = frontStart[s + 1]! - frontStart[s]!;
    const width = columns[s + 1]! - columns[s]!;
    const below = rows - width;
    const update = panels + updates.work[s]!;
    storage.fill(0, update, update + below * below);
    for (const child of children[s]!) {
      const childWidth = columns[child + 1]! - columns[child]!;
      const childBelow = frontStart[child + 1]! - frontStart[child]! - childWidth;
      const first = frontStart[child]! + childWidth;
      const source = panels + updates.final[child]!;
      extendAdd(storage, relative, first, childBelow, source, panelStart[s]!, rows, width, update);
    }
    if (!factorPanel(storage, panelStart[s]!, rows, width)) return false;
    subtractUpdate(storage, panelStart[s]!, rows, width, update);
    storage.copyWithin(panels + updates.final[s]!, update, update + below * below);
    return true;
  };

  return {
    symbolic,
    factorise(values) {
      storage.fill(0, 0, panels);
      for (let slot = 0; slot < values.length; slot++) storage[entryPlace[slot]!]! += values[slot]!;
      for (let s = 0; s < count; s++) if (!factorFront(s)) return false;
      return true;
    },
    logDeterminant() {
      let total = 0;
      for (let s = 0; s < count; s++) {
        const rows = frontStart[s + 1]! - frontStart[s]!;
        const width = columns[s + 1]! - columns[s]!;
        for (let c = 0; c < width; c++) total += log(storage[panelStart[s]! + c * rows + c]!);
      }
      return 2 * total;
    },
    solve(vector) {
      for (let k = 0; k < size; k++) permuted[k] = vector[order[k]!]!;
      solveForward(symbolic, storage, permuted);
      solveBackward(symbolic, storage, permuted);
      for (let k = 0; k < size; k++) vector[order[k]!] = permuted[k]!;
    },
    solveTransposed(vector) {
      for (let k = 0; k < size; k++) permuted[k] = vector[order[k]!]!;
      solveBackward(symbolic, storage, permuted);
      for (let k = 0; k < size; k++) vector[order[k]!] = permuted[k]!;
    },
    selectedInverse: (values) => inversion(storage, values),
  };
}
