/** Dense kernels on parts of one array; matrices are stored by columns, `stride` numbers from column to column. */

/** A rectangle of numbers in the array. */
export interface Block {
  readonly at: number;
  readonly stride: number;
}

/** Two columns at once: target −= source × scales, four source columns a pass. */
function subtractPair(
  x: Float64Array,
  target: number,
  targetStride: number,
  rows: number,
  source: number,
  stride: number,
  depth: number,
  scale: number,
  scaleStep: number,
  scaleStride: number,
): void {
  const t1 = target + targetStride;
  let k = 0;
  for (; k + 3 < depth; k += 4) {
    const p = scale + k * scaleStep;
    const q = p + scaleStride;
    const a0 = x[p]!;
    const a1 = x[p + scaleStep]!;
    const a2 = x[p + 2 * scaleStep]!;
    const a3 = x[p + 3 * scaleStep]!;
    const b0 = x[q]!;
    const b1 = x[q + scaleStep]!;
    const b2 = x[q + 2 * scaleStep]!;
    const b3 = x[q + 3 * scaleStep]!;
    const c0 = source + k * stride;
    const c1 = c0 + stride;
    const c2 = c1 + stride;
    const c3 = c2 + stride;
    for (let r = 0; r < rows; r++) {
      const s0 = x[c0 + r]!;
      const s1 = x[c1 + r]!;
      const s2 = x[c2 + r]!;
      const s3 = x[c3 + r]!;
      x[target + r]! -= a0 * s0 + a1 * s1 + (a2 * s2 + a3 * s3);
      x[t1 + r]! -= b0 * s0 + b1 * s1 + (b2 * s2 + b3 * s3);
    }
  }
  for (; k < depth; k++) {
    const a = x[scale + k * scaleStep]!;
    const b = x[scale + k * scaleStep + scaleStride]!;
    const column = source + k * stride;
    for (let r = 0; r < rows; r++) {
      x[target + r]! -= a * x[column + r]!;
      x[t1 + r]! -= b * x[column + r]!;
    }
  }
}

/** One column: target −= source × scales, in the same order of operations as the pair. */
function subtractSingle(
  x: Float64Array,
  target: number,
  rows: number,
  source: number,
  stride: number,
  depth: number,
  scale: number,
  scaleStep: number,
): void {
  let k = 0;
  for (; k + 3 < depth; k += 4) {
    const p = scale + k * scaleStep;
    const a0 = x[p]!;
    const a1 = x[p + scaleStep]!;
    const a2 = x[p + 2 * scaleStep]!;
    const a3 = x[p + 3 * scaleStep]!;
    const c0 = source + k * stride;
    const c1 = c0 + stride;
    const c2 = c1 + stride;
    const c3 = c2 + stride;
    for (let r = 0; r < rows; r++)
      x[target + r]! -= a0 * x[c0 + r]! + a1 * x[c1 + r]! + (a2 * x[c2 + r]! + a3 * x[c3 + r]!);
  }
  for (; k < depth; k++) {
    const a = x[scale + k * scaleStep]!;
    const column = source + k * stride;
    for (let r = 0; r < rows; r++) x[target + r]! -= a * x[column + r]!;
  }
}

/** Rows of a target that stay in cache while all source columns pass over them. */
const rowBlock = 512;

/**
 * target (rows × columns) −= source (rows × depth) × scales (depth × columns), where scale (k, c) is at
 * `scale + k · scaleStep + c · scaleStride`.
 */
function subtractProduct(
  x: Float64Array,
  target: Block,
  rows: number,
  columns: number,
  source: Block,
  depth: number,
  scale: number,
  scaleStep: number,
  scaleStride: number,
): void {
  for (let from = 0; from < rows; from += rowBlock) {
    const count = Math.min(rowBlock, rows - from);
    let c = 0;
    for (; c + 1 < columns; c += 2)
      subtractPair(
        x,
        target.at + c * target.stride + from,
        target.stride,
        count,
        source.at + from,
        source.stride,
        depth,
        scale + c * scaleStride,
        scaleStep,
        scaleStride,
      );
    if (c < columns)
      subtractSingle(
        x,
        target.at + c * target.stride + from,
        count,
        source.at + from,
        source.stride,
        depth,
        scale + c * scaleStride,
        scaleStep,
      );
  }
}

/** Columns that are factorised together before the rest of a panel is updated. */
const panelBlock = 32;

/** Factor of columns `from` to `to` of a panel, whose earlier columns have been subtracted. */
function factorColumns(
  x: Float64Array,
  panel: Block,
  rows: number,
  from: number,
  to: number,
): boolean {
  const { at, stride } = panel;
  for (let c = from; c < to; c++) {
    const diagonal = at + c * stride + c;
    subtractSingle(
      x,
      diagonal,
      rows - c,
      at + from * stride + c,
      stride,
      c - from,
      at + from * stride + c,
      stride,
    );
    const pivot = x[diagonal]!;
    if (!(pivot > 0)) return false;
    const root = Math.sqrt(pivot);
    x[diagonal] = root;
    for (let r = 1; r < rows - c; r++) x[diagonal + r]! /= root;
  }
  return true;
}

/** Lower triangle of `target` (size × size) −= B Bᵀ, B (size × depth). */
function subtractSquare(
  x: Float64Array,
  target: Block,
  size: number,
  source: Block,
  depth: number,
): void {
  for (let from = 0; from < size; from += panelBlock) {
    const width = Math.min(panelBlock, size - from);
    subtractProduct(
      x,
      { at: target.at + from * target.stride + from, stride: target.stride },
      size - from,
      width,
      { at: source.at + from, stride: source.stride },
      depth,
      source.at + from,
      source.stride,
      1,
    );
  }
}

/** Cholesky factor of the first `width` columns of a front of `rows` rows; false at a pivot that is not positive. */
export function factorPanel(x: Float64Array, at: number, rows: number, width: number): boolean {
  const panel = { at, stride: rows };
  for (let from = 0; from < width; from += panelBlock) {
    const to = Math.min(from + panelBlock, width);
    // What is above the diagonal of the block is written too, and never read.
    subtractProduct(
      x,
      { at: at + from * rows + from, stride: rows },
      rows - from,
      to - from,
      { at: at + from, stride: rows },
      from,
      at + from,
      rows,
      1,
    );
    if (!factorColumns(x, panel, rows, from, to)) return false;
  }
  return true;
}

/** Lower triangle of `update` (below × below) −= B Bᵀ, where B is the panel below its first `width` rows. */
export function subtractUpdate(
  x: Float64Array,
  panel: number,
  rows: number,
  width: number,
  update: number,
): void {
  const below = rows - width;
  const source = { at: panel + width, stride: rows };
  subtractSquare(x, { at: update, stride: below }, below, source, width);
}

/** G = B L⁻¹ (below × width), where L is the triangle at `panel` and B the rows below it. */
export function divideByTriangle(
  x: Float64Array,
  panel: Block,
  below: number,
  width: number,
  result: number,
): void {
  for (let c = width - 1; c >= 0; c--) {
    const target = result + c * below;
    const top = panel.at + c * panel.stride;
    for (let r = 0; r < below; r++) x[target + r] = x[top + width + r]!;
    subtractSingle(x, target, below, target + below, below, width - 1 - c, top + c + 1, 1);
    const diagonal = x[top + c]!;
    for (let r = 0; r < below; r++) x[target + r]! /= diagonal;
  }
}

/** target (rows × columns) = −S G, with S square and G (rows × columns) at `factor`. */
export function negativeProduct(
  x: Float64Array,
  square: Block,
  rows: number,
  factor: number,
  columns: number,
  target: Block,
): void {
  for (let c = 0; c < columns; c++) {
    const column = target.at + c * target.stride;
    x.fill(0, column, column + rows);
  }
  subtractProduct(x, target, rows, columns, square, rows, factor, 1, rows);
}

/** Inverse of the lower triangle at `panel`, width × width, zeros above. */
export function invertTriangle(x: Float64Array, panel: Block, width: number, result: number): void {
  for (let j = 0; j < width; j++) {
    const column = result + j * width;
    x.fill(0, column, column + width);
    x[column + j] = 1;
    for (let k = j; k < width; k++) {
      const value = x[column + k]! / x[panel.at + k * panel.stride + k]!;
      x[column + k] = value;
      for (let i = k + 1; i < width; i++)
        x[column + i]! -= value * x[panel.at + k * panel.stride + i]!;
    }
  }
}
