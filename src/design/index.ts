/** The design room: formulas on data as blocks of columns and of group-specific effects. */
export { buildDesign, buildMemberDesign, evaluateDesign } from "./build-design.js";
export { noSources, type FormulaSources } from "./formula-value.js";
export { componentLabel } from "./component-label.js";
export { predictorColumns, type PredictorColumn } from "./used-columns.js";
export type * from "./design-blocks.js";
