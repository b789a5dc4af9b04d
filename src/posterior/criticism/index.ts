/** Criticism of fits: how well they predict rows left out, and every diagnostic in one table. */
export { checkTable } from "./check-fit.js";
export { diagnoseLeaveOneOut, diagnoseWidelyApplicable } from "./diagnose-elpd.js";
export { rowNumber, totalOf, type Elpd, type Total } from "./elpd.js";
export { elpdTable, fewRows, highRows, unitNotes } from "./elpd-table.js";
export { leaveOneOut, type LeaveOneOutElpd } from "./leave-one-out.js";
export { influenceTable } from "./influence.js";
export { looPitTable } from "./loo-pit.js";
export type { ResidualKind } from "./residual-kinds.js";
export { residualTable, type ResidualOptions } from "./residuals.js";
export { shrinkageTable, type ShrinkageOptions } from "./shrinkage.js";
export { widelyApplicable } from "./widely-applicable.js";
