/**
 * log ∫ N-kernel(a; 0, sd) Π p(y | eta + z a) da of every group by Gauss-Hermite quadrature that is centred
 * and scaled at the group's own mode (Liu & Pierce 1994). All groups are evaluated at once.
 */
import { deterministic, type Quadrature } from "../../math/index.js";
import type { LatentGaussian } from "../../target/index.js";
import type { GroupRows } from "./group-rows.js";

/** A workspace; its arrays belong to the last integral. */
export interface GroupQuadrature {
  readonly modes: Float64Array;
  readonly scales: Float64Array;
  /** r(t) = log integrand at mode + scale t, plus t²/2; node after node, each with one entry a group. */
  readonly remainders: readonly Float64Array[];
  /** Σ over groups of the log integrals, and the rows without a group. */
  integrate(theta: Float64Array, common: Float64Array, precision: number): number;
}

const logTwoPi = 1.8378770664093456;
const mostSteps = 12;
/** The centre may be so many scales from the mode: more nodes are cheaper than more steps. */
const nearEnough = 0.03;
const longestStep = 4;

/** Newton steps of all groups at once; `base` is the predictor without the groups. */
function openModes(target: LatentGaussian, rows: GroupRows, start: Float64Array) {
  const { groups, group, multiplier } = rows;
  const { likelihood } = target;
  const derivatives = likelihood.openDerivatives();
  const [modes, scales] = [new Float64Array(groups), new Float64Array(groups)];
  const [slope, curvature] = [new Float64Array(groups), new Float64Array(groups)];
  const eta = new Float64Array(group.length);
  const gather = (): void => {
    for (let i = 0; i < group.length; i++) {
      const g = group[i]!;
      if (g < 0) continue;
      const z = multiplier[i]!;
      slope[g]! += z * derivatives.first[i]!;
      curvature[g]! -= z * z * Math.min(0, derivatives.second[i]!);
    }
  };
  /** The longest of the groups' steps, in their scales. */
  const move = (precision: number): number => {
    let longest = 0;
    for (let g = 0; g < groups; g++) {
      scales[g] = 1 / Math.sqrt(curvature[g]!);
      const step = slope[g]! * scales[g]!;
      modes[g]! += Math.max(-longestStep, Math.min(longestStep, step)) * scales[g]!;
      if (!(Math.abs(step) <= longest)) longest = Math.abs(step);
      slope[g] = -precision * modes[g]!;
      curvature[g] = precision;
    }
    return longest;
  };
  const find = (base: Float64Array, theta: Float64Array, precision: number): void => {
    modes.set(start);
    for (let g = 0; g < groups; g++) slope[g] = -precision * modes[g]!;
    curvature.fill(precision);
    for (let steps = 0; steps < mostSteps; steps++) {
      for (let i = 0; i < eta.length; i++)
        eta[i] = base[i]! + (group[i]! < 0 ? 0 : multiplier[i]! * modes[group[i]!]!);
      likelihood.evaluate(eta, theta, "second", derivatives);
      gather();
      if (move(precision) < nearEnough) return;
    }
  };
  return { modes, scales, find };
}

/** `start`: where the search for the modes begins. */
export function openGroupQuadrature(
  target: LatentGaussian,
  rows: GroupRows,
  { nodes, weights }: Quadrature,
  start: Float64Array,
): GroupQuadrature {
  const { groups, group, multiplier } = rows;
  const { likelihood } = target;
  const { modes, scales, find } = openModes(target, rows, start);
  const derivatives = likelihood.openDerivatives();
  const base = new Float64Array(group.length);
  const eta = new Float64Array(group.length);
  const remainders = Array.from(nodes, () => new Float64Array(groups));
  const logWeights = weights.map(deterministic.log);

  /** Remainders at one node; returns the log likelihood of the rows without a group. */
  const evaluateAt = (q: number, theta: Float64Array, precision: number): number => {
    const t = nodes[q]!;
    const values = remainders[q]!;
    for (let i = 0; i < eta.length; i++) {
      const g = group[i]!;
      eta[i] = base[i]! + (g < 0 ? 0 : multiplier[i]! * (modes[g]! + scales[g]! * t));
    }
    likelihood.evaluate(eta, theta, "value", derivatives);
    for (let g = 0; g < groups; g++) {
      const a = modes[g]! + scales[g]! * t;
      values[g] = 0.5 * t * t - 0.5 * precision * a * a;
    }
    let ungrouped = 0;
    for (let i = 0; i < eta.length; i++)
      if (group[i]! < 0) ungrouped += derivatives.value[i]!;
      else values[group[i]!]! += derivatives.value[i]!;
    return ungrouped;
  };

  const logIntegral = (g: number): number => {
    let largest = -Infinity;
    for (let q = 0; q < nodes.length; q++)
      largest = Math.max(largest, remainders[q]![g]! + logWeights[q]!);
    let sum = 0;
    for (let q = 0; q < nodes.length; q++)
      sum += deterministic.exp(remainders[q]![g]! + logWeights[q]! - largest);
    return largest + deterministic.log(sum * scales[g]!) + 0.5 * logTwoPi;
  };

  return {
    modes,
    scales,
    remainders,
    integrate(theta, common, precision) {
      rows.predictCommon(common, base);
      find(base, theta, precision);
      let total = 0;
      for (let q = 0; q < nodes.length; q++) total = evaluateAt(q, theta, precision);
      for (let g = 0; g < groups; g++) total += logIntegral(g);
      return total;
    },
  };
}
