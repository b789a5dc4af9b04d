/** Whether the density of the hyperparameters is cheap enough to be evaluated hundreds of times more. */
import type { PointEvaluator } from "../../engines/laplace/index.js";

/** Some five milliseconds an evaluation. */
const mostOperations = 2_000_000;
/** Of a row's derivatives, and of an entry of the predictor's matrix in products with it. */
const operationsPerRow = 30;

/** A count and no time, so that the same model is treated alike on every machine. */
export function worthSampling({ density }: PointEvaluator): boolean {
  const { size, target } = density.conditional.system;
  const { rowCount, column } = target.predictor;
  return size.operations + operationsPerRow * rowCount + column.length <= mostOperations;
}
