/** Quadrature over the predictor: as many nodes as the widest predictor needs. */
import { gaussHermite, type Quadrature } from "../../math/index.js";

/** Up to this sd so many nodes integrate a likelihood's logarithm and density to ten digits. */
const sizes = [
  { sd: 0.35, nodes: 7 },
  { sd: 0.8, nodes: 11 },
  { sd: 1.6, nodes: 15 },
  { sd: Infinity, nodes: 25 },
] as const;

const rules = new Map<number, Quadrature>();

/** For predictors of which none has a larger variance. */
export function quadratureFor(largestVariance: number): Quadrature {
  const sd = Math.sqrt(largestVariance);
  const { nodes } = sizes.find((size) => sd <= size.sd) ?? sizes[3];
  const rule = rules.get(nodes) ?? gaussHermite(nodes);
  rules.set(nodes, rule);
  return rule;
}
