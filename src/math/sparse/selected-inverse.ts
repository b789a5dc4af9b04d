/**
 * Entries of M⁻¹ on the pattern of M, front by front from the last (Takahashi, Fagan & Chin 1973, in blocks):
 * with a front's own columns J and the rows U below them, G = L_UJ L_JJ⁻¹, Σ_UJ = −Σ_UU G and
 * Σ_JJ = (L_JJ L_JJᵀ)⁻¹ − Gᵀ Σ_UJ, where Σ_UU comes from the front's parent.
 */
import { divideByTriangle, invertTriangle, negativeProduct } from "./dense-front.js";
import type { SymbolicFactor } from "./symbolic-factor.js";

interface Frames {
  /** Where each front's Σ (front × front) lies: behind that of its parent. */
  readonly start: Int32Array;
  readonly size: number;
  /** Largest panel. */
  readonly scratch: number;
}

function planFrames({ columns, frontStart, parent }: SymbolicFactor): Frames {
  const count = parent.length;
  const start = new Int32Array(count);
  let size = 0;
  let scratch = 0;
  const rowsOf = (s: number): number => frontStart[s + 1]! - frontStart[s]!;
  for (let s = count - 1; s >= 0; s--) {
    const above = parent[s]!;
    start[s] = above === -1 ? 0 : start[above]! + rowsOf(above) * rowsOf(above);
    const width = columns[s + 1]! - columns[s]!;
    size = Math.max(size, start[s]! + rowsOf(s) * rowsOf(s));
    scratch = Math.max(scratch, rowsOf(s) * width);
  }
  return { start, size, scratch };
}

/** For every front the slots of the pattern that it holds, with their place in its Σ. */
interface FrontEntries {
  readonly start: Int32Array;
  readonly slots: Int32Array;
  readonly places: Int32Array;
}

function groupEntries({ panelStart, entryPlace, parent }: SymbolicFactor): FrontEntries {
  const count = parent.length;
  const frontOf = new Int32Array(entryPlace.length);
  const start = new Int32Array(count + 1);
  for (let slot = 0; slot < entryPlace.length; slot++) {
    let low = 0;
    let high = count;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (panelStart[middle]! <= entryPlace[slot]!) low = middle;
      else high = middle;
    }
    frontOf[slot] = low;
    start[low + 1]!++;
  }
  for (let s = 0; s < count; s++) start[s + 1]! += start[s]!;
  const end = start.slice(0, count);
  const slots = new Int32Array(entryPlace.length);
  const places = new Int32Array(entryPlace.length);
  for (let slot = 0; slot < entryPlace.length; slot++) {
    const s = frontOf[slot]!;
    // A panel has as many rows as the front's Σ, so the place in the one is that in the other.
    places[end[s]!] = entryPlace[slot]! - panelStart[s]!;
    slots[end[s]!++] = slot;
  }
  return { start, slots, places };
}

/** Columns of a front that are inverted together. */
const columnBlock = 48;

export function openInversion(
  symbolic: SymbolicFactor,
): (panels: Float64Array, values: Float64Array) => void {
  const { columns, frontStart, parent, relative, panelStart } = symbolic;
  const frames = planFrames(symbolic);
  const entries = groupEntries(symbolic);
  // Behind the frames: G, a copy of the panel, and the inverse of its triangle.
  const work = new Float64Array(frames.size + 3 * frames.scratch);
  const factor = frames.size;
  const panelCopy = factor + frames.scratch;
  const triangle = panelCopy + frames.scratch;

  /** Σ_UU of a front from its parent's Σ. */
  const gather = (s: number, rows: number, width: number, frame: number): void => {
    const above = parent[s]!;
    if (above === -1) return;
    const aboveRows = frontStart[above + 1]! - frontStart[above]!;
    const source = frames.start[above]!;
    for (let j = width; j < rows; j++) {
      const from = source + relative[frontStart[s]! + j]! * aboveRows;
      for (let i = width; i < rows; i++)
        work[frame + j * rows + i] = work[from + relative[frontStart[s]! + i]!]!;
    }
  };

  /** Σ of the columns from `from` to `to` of a front whose later columns are done. */
  const fillColumns = (rows: number, from: number, to: number, frame: number): void => {
    const width = to - from;
    const below = rows - to;
    const panel = { at: panelCopy + from * rows + from, stride: rows };
    const own = frame + from * rows + from;
    divideByTriangle(work, panel, below, width, factor);
    const square = { at: frame + to * rows + to, stride: rows };
    negativeProduct(work, square, below, factor, width, { at: own + width, stride: rows });
    for (let c = from; c < to; c++)
      for (let r = to; r < rows; r++) work[frame + r * rows + c] = work[frame + c * rows + r]!;
    invertTriangle(work, panel, width, triangle);
    for (let a = 0; a < width; a++)
      for (let b = a; b < width; b++) {
        let total = 0;
        for (let k = b; k < width; k++)
          total += work[triangle + a * width + k]! * work[triangle + b * width + k]!;
        for (let r = 0; r < below; r++)
          total -= work[factor + a * below + r]! * work[own + b * rows + width + r]!;
        work[own + a * rows + b] = total;
        work[own + b * rows + a] = total;
      }
  };

  return (panels, values) => {
    for (let s = parent.length - 1; s >= 0; s--) {
      const rows = frontStart[s + 1]! - frontStart[s]!;
      const width = columns[s + 1]! - columns[s]!;
      const frame = frames.start[s]!;
      work.set(panels.subarray(panelStart[s], panelStart[s + 1]), panelCopy);
      gather(s, rows, width, frame);
      for (let to = width; to > 0; to -= columnBlock)
        fillColumns(rows, Math.max(0, to - columnBlock), to, frame);
      for (let e = entries.start[s]!; e < entries.start[s + 1]!; e++)
        values[entries.slots[e]!] = work[frame + entries.places[e]!]!;
    }
  };
}
