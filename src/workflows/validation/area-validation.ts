/** What leaving areas out says of a model. */
import type { ResultTable } from "../../posterior/result-table.js";
import type { LeftOutArea } from "./predict-left-out.js";

export interface AreaValidation {
  /** In level order; only those that were predicted. */
  readonly areas: readonly LeftOutArea[];
  /** Folds whose fits say that they are not to be trusted, and that could not be fitted. */
  readonly flagged: number;
  readonly failed: number;
  readonly folds: number;
  /** Fewer than `folds` where the run was stopped. */
  readonly done: number;
  readonly table: ResultTable;
}
