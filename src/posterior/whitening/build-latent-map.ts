/**
 * Coordinates for latent Gaussian models whose blocks have more than one scale: effects of a level are a cell,
 * mapped by H(theta) = C + Σ(theta)⁻¹ with C what the data say of the level at the mode.
 */
import { openLatentGaussian, type LatentPlan } from "../../compiler/index.js";
import type { LatentCell, LatentMap } from "../../engines/nuts/index.js";
import { symmetricEigen } from "../../math/index.js";
import type { SymmetricPattern } from "../../math/sparse/index.js";
import type { LatentPrior } from "../../target/index.js";
import { denseOf, generalInverse, inverseOf, lowerOf } from "./dense-algebra.js";
import type { LaplaceMode } from "./laplace-mode.js";
import { inverseRoot } from "./mode-maps.js";

/** The joint precision is handled as a dense matrix. */
const mostLatents = 1000;

function slotAt({ columnStart, rowIndex }: SymmetricPattern, a: number, b: number): number {
  const [column, row] = a < b ? [a, b] : [b, a];
  for (let s = columnStart[column]!; s < columnStart[column + 1]!; s++)
    if (rowIndex[s] === row) return s;
  return -1;
}

/** Latents of each level, effects side by side. */
function levelsOf({ blocks, starts }: LatentPlan): readonly Int32Array[] {
  return blocks.flatMap((block, b) =>
    block.kind !== "group"
      ? []
      : Array.from({ length: block.levels }, (_, level) =>
          Int32Array.from(
            { length: block.effects },
            (_effect, e) => starts[b]! + level * block.effects + e,
          ),
        ),
  );
}

/** The nearest matrix without negative eigenvalues. */
function semidefinite(matrix: Float64Array, n: number): Float64Array {
  const { values, vectors } = symmetricEigen(matrix, n);
  const result = new Float64Array(n * n);
  for (let k = 0; k < n; k++) {
    const value = Math.max(0, values[k]!);
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++)
        result[i * n + j]! += value * vectors[i * n + k]! * vectors[j * n + k]!;
  }
  return result;
}

interface CellAtMode extends LatentCell {
  /** L⁻ᵀ at the mode, row-major. */
  readonly root: Float64Array;
}

function cellAtMode(
  latents: Int32Array,
  { pattern }: LatentPrior,
  precision: Float64Array,
  at: LaplaceMode,
): CellAtMode | undefined {
  const n = latents.length;
  const slots = new Int32Array(n * n);
  latents.forEach((a, i) => latents.forEach((b, j) => (slots[i * n + j] = slotAt(pattern, a, b))));
  const prior = Float64Array.from(slots, (slot) => (slot < 0 ? 0 : precision[slot]!));
  const whole = inverseOf(at.covarianceOf(latents), n);
  if (!whole) return undefined;
  const information = semidefinite(
    whole.map((entry, e) => entry - prior[e]!),
    n,
  );
  const h = information.map((entry, e) => entry + prior[e]!);
  const root = inverseRoot(h, n);
  const pull = new Float64Array(n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) pull[i]! += h[i * n + j]! * at.mode[latents[j]!]!;
  return root && { latents, information, pull, slots, root };
}

/** Tᵀ P T, T being the roots of the cells and 1 for other latents; zeros are left out. */
function mappedPrecision(at: LaplaceMode, cells: readonly CellAtMode[]) {
  const n = at.mode.length;
  const dense = denseOf(at.precision);
  for (const { latents, root } of cells) {
    const k = latents.length;
    const row = new Float64Array(k);
    for (let i = 0; i < n; i++) {
      for (let c = 0; c < k; c++) {
        row[c] = 0;
        for (let l = 0; l < k; l++) row[c]! += dense[i * n + latents[l]!]! * root[l * k + c]!;
      }
      latents.forEach((latent, c) => (dense[i * n + latent] = row[c]!));
    }
    for (let j = 0; j < n; j++) {
      for (let c = 0; c < k; c++) {
        row[c] = 0;
        for (let l = 0; l < k; l++) row[c]! += root[l * k + c]! * dense[latents[l]! * n + j]!;
      }
      latents.forEach((latent, c) => (dense[latent * n + j] = row[c]!));
    }
  }
  return lowerOf(dense, n, true);
}

/** How v must move with t_k so that x follows its conditional mode: Lᵀ J + L⁻¹ dQ x in every cell. */
function mappedSlope(
  k: number,
  at: LaplaceMode,
  prior: LatentPrior,
  cells: readonly CellAtMode[],
): Float64Array {
  const slope = at.slopes[k]!.slice();
  const moves = new Float64Array(prior.pattern.rowIndex.length);
  const entries = prior.precisionDerivative(at.theta, k);
  entries?.slots.forEach((slot, e) => (moves[slot] = at.stretch[k]! * entries.values[e]!));
  for (const { latents, slots, root } of cells) {
    const n = latents.length;
    const forward = generalInverse(root, n)!;
    const bent = new Float64Array(n);
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++)
        if (slots[i * n + j]! >= 0) bent[i]! += moves[slots[i * n + j]!]! * at.mode[latents[j]!]!;
    const own = Float64Array.from(latents, (latent) => slope[latent]!);
    latents.forEach((latent, i) => {
      let sum = 0;
      for (let j = 0; j < n; j++)
        sum += forward[i * n + j]! * own[j]! + root[j * n + i]! * bent[j]!;
      slope[latent] = sum;
    });
  }
  return slope;
}

/** Undefined where constraints hold latents, there are too many, or some level's covariance cannot be inverted. */
export function buildLatentMap(at: LaplaceMode): LatentMap | undefined {
  const { prior, constraints } = openLatentGaussian(at.plan);
  if (constraints.length > 0 || at.mode.length > mostLatents) return undefined;
  const precision = new Float64Array(prior.pattern.rowIndex.length);
  prior.writePrecision(at.theta, precision);
  const cells: CellAtMode[] = [];
  for (const latents of levelsOf(at.plan)) {
    const cell = cellAtMode(latents, prior, precision, at);
    if (!cell) return undefined;
    cells.push(cell);
  }
  const latentMode = at.mode.slice();
  for (const { latents } of cells) for (const latent of latents) latentMode[latent] = 0;
  return {
    hyperparameters: at.hyperparameters,
    hyperparameterMode: at.t,
    latentMode,
    latentSlopes: at.slopes.map((_, k) => mappedSlope(k, at, prior, cells)),
    precision: mappedPrecision(at, cells),
    cells: cells.map(({ latents, information, pull, slots }) => ({
      latents,
      information,
      pull,
      slots,
    })),
  };
}
