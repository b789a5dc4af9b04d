/** Centring and standardising with the mean and standard deviation of the fit. */
import { weightedMean, weightedStandardDeviation } from "../../math/index.js";
import { componentLabel } from "../component-label.js";
import type { FormulaValue } from "../formula-value.js";
import { reportError } from "../formula-value.js";
import type { BoundCall, FormulaFunction } from "./formula-function.js";
import { column, numbersArgument } from "./formula-function.js";

function shifted(values: Float64Array, shift: number, divisor: number): FormulaValue {
  return { kind: "numeric", values: values.map((value) => (value - shift) / divisor) };
}

/** x minus its mean. */
export const center: FormulaFunction = {
  parameters: [column("x")],
  evaluate(bound) {
    const x = numbersArgument(bound, "x");
    const learnt = x && bound.context.memory.numbers(bound.key, () => [weightedMean(x)]);
    return learnt && shifted(x, learnt[0]!, 1);
  },
};

function learnScale(x: Float64Array, bound: BoundCall): readonly number[] | undefined {
  const deviation = weightedStandardDeviation(x);
  if (deviation !== 0) return [weightedMean(x), deviation];
  reportError(bound.context.sink, {
    code: "constant-column",
    message: `\`${componentLabel(bound.call)}\` cannot be scaled: every row has the same value`,
    span: bound.call.span,
  });
  return undefined;
}

/** (x − mean) / sd with the population sd (divisor n), as Bambi has it; R divides by n − 1. */
export const scale: FormulaFunction = {
  parameters: [column("x")],
  evaluate(bound) {
    const x = numbersArgument(bound, "x");
    const learnt = x && bound.context.memory.numbers(bound.key, () => learnScale(x, bound));
    return learnt && shifted(x, learnt[0]!, learnt[1]!);
  },
};
