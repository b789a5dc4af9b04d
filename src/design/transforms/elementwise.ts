/** Arithmetic and elementary functions, value by value, with the same bits on every machine. */
import { elementwiseFunctions as columnFunctions } from "../../data/elementwise-functions.js";
import { wholePower } from "../../data/operators.js";
import { deterministic } from "../../math/index.js";
import type { FormulaFunction } from "./formula-function.js";
import { argumentValue, asNumbers, column } from "./formula-function.js";

const { exp, log } = deterministic;

/** base to the power of exponent; by multiplication for whole exponents. */
export function power(base: number, exponent: number): number {
  if (Number.isInteger(exponent) && Math.abs(exponent) <= 1024) return wholePower(base, exponent);
  if (exponent === 0.5) return Math.sqrt(base);
  if (base === 0) return exponent > 0 ? 0 : Infinity;
  return exp(exponent * log(base));
}

function elementwise(apply: (x: number) => number): FormulaFunction {
  return {
    parameters: [column("x")],
    evaluate(bound) {
      const value = argumentValue(bound, "x");
      if (value?.kind === "scalar") return { kind: "scalar", value: apply(value.value) };
      const numbers = value && asNumbers(value, bound.call.arguments[0]!.value, bound.context);
      return numbers && { kind: "numeric", values: numbers.map((x) => apply(x)) };
    },
  };
}

/** Arithmetic as it stands: `I(x ** 2)` is `{x ** 2}`. */
const identity: FormulaFunction = {
  parameters: [column("x")],
  evaluate: (bound) => argumentValue(bound, "x"),
};

/** The functions of one number that data expressions have, and those that only formulas have. */
export const elementwiseFunctions: Readonly<Record<string, FormulaFunction>> = {
  ...Object.fromEntries(
    Object.entries(columnFunctions)
      .filter(([, { parameters }]) => parameters.length === 1)
      .map(([name, { compute }]) => [name, elementwise((x) => compute([x]))]),
  ),
  I: identity,
  exp2: elementwise((x) => power(2, x)),
};
