/** The table of functions that formulas may call. */
import { bs } from "./b-spline.js";
import { elementwiseFunctions } from "./elementwise.js";
import { binary, C, S, T } from "./factors.js";
import type { FormulaFunction } from "./formula-function.js";
import { poly } from "./polynomial.js";
import { center, scale } from "./scaling.js";

const functions: Readonly<Record<string, FormulaFunction>> = {
  ...elementwiseFunctions,
  center,
  scale,
  standardize: scale,
  poly,
  bs,
  C,
  T,
  S,
  binary,
  B: binary,
};

/** The names that formulas may call, for suggestions. */
export const formulaFunctionNames: readonly string[] = Object.keys(functions);

/** The function of this name; `np.log` is `log`, as pasted formulas have it. */
export function findFormulaFunction(name: string): FormulaFunction | undefined {
  const bare = name.startsWith("np.") ? name.slice(3) : name;
  return Object.hasOwn(functions, bare) ? functions[bare] : undefined;
}
