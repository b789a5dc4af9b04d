/** Sparse symmetric matrices; an index of its own, so that only what factorises loads it. */
export { openTriangle, type DenseTriangle } from "./dense-triangle.js";
export { openConstraints, type ConstraintCorrection } from "./constraints.js";
export { analyseRows, type RowPairs } from "./row-pairs.js";
export { openRowProducts, type RowProducts } from "./row-products.js";
export { openPins, type Pins } from "./pins.js";
export { openFactor, type SparseFactor } from "./sparse-factor.js";
export { analysePattern, type SymbolicFactor } from "./symbolic-factor.js";
export { unionPatterns, type SymmetricPattern } from "./symmetric-pattern.js";
export { openIntrinsicFactor, type IntrinsicFactor, type NullSpace } from "./intrinsic-factor.js";
export { assembleMatrix, type SymmetricMatrix } from "./symmetric-matrix.js";
