/** Quadrature over the predictor: as many nodes as the widest predictor needs. */
import { gaussHermite, type Quadrature } from "../../math/index.js";

/** Up to this sd the so many nodes integrate a likelihood's logarithm and density to ten digits. */
const rules: readonly { readonly sd: number; readonly quadrature: Quadrature }[] = [
  { sd: 0.35, quadrature: gaussHermite(7) },
  { sd: 0.8, quadrature: gaussHermite(11) },
  { sd: 1.6, quadrature: gaussHermite(15) },
  { sd: Infinity, quadrature: gaussHermite(25) },
];

/** For predictors with these variances. */
export function quadratureFor(variances: Float64Array): Quadrature {
  let largest = 0;
  for (let i = 0; i < variances.length; i++) largest = Math.max(largest, variances[i]!);
  const sd = Math.sqrt(largest);
  return rules.find((rule) => sd <= rule.sd)!.quadrature;
}
