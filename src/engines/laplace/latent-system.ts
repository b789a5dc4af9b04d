/** The linear algebra of one latent Gaussian model: Q, A, P = Q + AᵀDA, its factor and its constraints. */
import {
  analyseRows,
  openRowProducts,
  unionPatterns,
  type RowProducts,
  type SymmetricMatrix,
} from "../../math/sparse/index.js";
import type { LatentGaussian, MatrixEntries } from "../../target/index.js";
import { openConstrainedFactor, type FactorSize } from "./constrained-factor.js";
import { placesOf, symmetricTimes, type EntryPlaces } from "./symmetric-entries.js";

/** One workspace: a method overwrites what it wrote before. */
export interface LatentSystem {
  readonly target: LatentGaussian;
  readonly size: FactorSize;
  /** Products with A. */
  readonly rows: RowProducts;
  /** How many second derivatives there are: one a row, or as many as units have slots. */
  readonly secondCount: number;
  /** Row and column of the slots of P's pattern. */
  readonly places: EntryPlaces;
  /** Entries of P⁻¹ within the constraints, on the pattern of P, after `invert`. */
  readonly covariance: Float64Array;
  /** Its diagonal, after `invert`. */
  readonly variances: Float64Array;
  setHyperparameters(theta: Float64Array): void;
  /** Entries of dQ/dtheta_k, with slots in the pattern of P. */
  precisionDerivative(theta: Float64Array, k: number): MatrixEntries | undefined;
  /** P as it was factorised last. */
  matrix(): SymmetricMatrix;
  /** Factorises P = Q − Aᵀ l″ A for the second derivatives; false when it is not positive definite. */
  factorise(second: Float64Array): boolean;
  /** Aᵀ D A on the slots of P's pattern. */
  crossProduct(weights: Float64Array): Float64Array;
  /** Factorises P = Q + scale × information, of `crossProduct`; false when it is not positive definite. */
  factoriseSum(information: Float64Array, scale: number): boolean;
  invert(): void;
  /** `covariance` on the slots of the units' pattern. */
  writeUnitCovariance(result: Float64Array): void;
  /** P⁻¹ b within the constraints, in place. */
  solve(vector: Float64Array): void;
  /** log |P| + log |C P⁻¹ Cᵀ|, where the second is there only with constraints. */
  logDeterminant(): number;
  /** A draw x with covariance P⁻¹ within the constraints; returns xᵀ P x. */
  draw(normal: () => number, x: Float64Array): number;
  /** result = Q v. */
  timesPrecision(v: Float64Array, result: Float64Array): void;
  /** Var(eta) of every row, from `covariance`; returns the largest. */
  predictorVariances(result: Float64Array): number;
}

/** False where an entry is NaN, and for no entries at all: P may have changed all the same. */
function sameEntries(a: Float64Array, b: Float64Array): boolean {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return a.length > 0;
}

/** The pattern of P, where the entries of Q stand in it, its factor, and the rows that add to it. */
function openFactorisation(target: LatentGaussian) {
  const { predictor, offset, prior, latentCount, likelihood } = target;
  const pairs = analyseRows(predictor, latentCount);
  const unitPattern = likelihood.units?.pattern;
  const { pattern, slots } = unionPatterns([
    prior.pattern,
    pairs.pattern,
    ...(unitPattern ? [unitPattern] : []),
  ]);
  const places = placesOf(pattern);
  return {
    pattern,
    factor: openConstrainedFactor(target, pattern, places),
    rows: openRowProducts({
      matrix: predictor,
      offset,
      pairs,
      slots: slots[1]!,
      slotCount: pattern.rowIndex.length,
      latentCount,
    }),
    priorSlots: slots[0]!,
    unitSlots: slots[2],
    places,
  };
}

/** values = base − Aᵀ l″ A, which units have on slots of their own. */
function openSubtraction(rows: RowProducts, slots: Int32Array | undefined) {
  return (second: Float64Array, base: Float64Array, values: Float64Array): void => {
    if (!slots) {
      rows.addCrossProduct(second, -1, base, values);
      return;
    }
    values.set(base);
    for (let s = 0; s < slots.length; s++) values[slots[s]!]! -= second[s]!;
  };
}

/** Entries on the units' slots. */
function openUnitEntries(entries: Float64Array, slots: Int32Array | undefined) {
  return (result: Float64Array): void => {
    if (!slots) throw new Error("rows stand alone");
    for (let s = 0; s < slots.length; s++) result[s] = entries[slots[s]!]!;
  };
}

/** Slots in the pattern of P; those of one hyperparameter are always the same. */
function openPlacing(priorSlots: Int32Array) {
  const placed = new Map<number, Int32Array>();
  return (entries: MatrixEntries | undefined, k: number): MatrixEntries | undefined => {
    if (entries === undefined) return undefined;
    let slots = placed.get(k);
    if (slots === undefined) {
      slots = entries.slots.map((slot) => priorSlots[slot]!);
      placed.set(k, slots);
    }
    return { slots, values: entries.values };
  };
}

export function openLatentSystem(target: LatentGaussian): LatentSystem {
  const { predictor, prior } = target;
  const { pattern, factor, rows, priorSlots, unitSlots, places } = openFactorisation(target);
  const size = pattern.rowIndex.length;
  const secondCount = unitSlots?.length ?? predictor.rowCount;
  const subtract = openSubtraction(rows, unitSlots);
  const precision = new Float64Array(size);
  const values = new Float64Array(size);
  const covariance = new Float64Array(size);
  const variances = new Float64Array(target.latentCount);
  /** The second derivatives that the factor stands for; NaN when it stands for none. */
  const factorised = new Float64Array(secondCount).fill(NaN);
  const priorValues = new Float64Array(priorSlots.length);
  const placed = openPlacing(priorSlots);
  return {
    target,
    size: factor.size,
    rows,
    secondCount,
    places,
    covariance,
    variances,
    matrix: () => ({ pattern, values: values.slice() }),
    setHyperparameters(theta) {
      prior.writePrecision(theta, priorValues);
      precision.fill(0);
      factorised.fill(NaN);
      for (let s = 0; s < priorSlots.length; s++) precision[priorSlots[s]!] = priorValues[s]!;
    },
    precisionDerivative: (theta, k) => placed(prior.precisionDerivative(theta, k), k),
    factorise(second) {
      if (sameEntries(second, factorised)) return true;
      factorised.fill(NaN);
      subtract(second, precision, values);
      const sound = factor.factorise(values);
      if (sound) factorised.set(second);
      return sound;
    },
    crossProduct(weights) {
      const entries = new Float64Array(size);
      rows.addCrossProduct(weights, 1, entries, entries);
      return entries;
    },
    factoriseSum(information, scale) {
      factorised.fill(NaN);
      for (let s = 0; s < size; s++) values[s] = precision[s]! + scale * information[s]!;
      return factor.factorise(values);
    },
    invert() {
      factor.invert(covariance);
      for (let j = 0; j < variances.length; j++)
        variances[j] = covariance[pattern.columnStart[j]!]!;
    },
    writeUnitCovariance: openUnitEntries(covariance, unitSlots),
    solve: (vector) => factor.solve(vector),
    logDeterminant: () => factor.logDeterminant(),
    draw: (normal, x) => factor.draw(normal, values, x),
    timesPrecision: (v, result) => symmetricTimes(places, precision, v, result),
    predictorVariances: (result) => rows.quadraticForms(covariance, result),
  };
}
