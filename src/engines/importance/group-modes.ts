/** Modes and scales of all groups at once, for a quadrature that is centred and scaled at them. */
import type { LatentGaussian } from "../../target/index.js";
import type { GroupRows } from "./group-rows.js";

const mostSteps = 12;
/** The last step may have been so long, in scales: the error is its square, and more nodes bear it. */
const shortStep = 0.25;
const longestStep = 4;

/** A point at which everything is known: the groups' modes there, theta and the common latents. */
export interface GroupCentre {
  readonly theta: Float64Array;
  readonly modes: Float64Array;
  readonly common: Float64Array;
}

/** A Newton step of every group, not too long; the longest of the steps, in their scales. */
function moveModes(
  modes: Float64Array,
  scales: Float64Array,
  slope: Float64Array,
  curvature: Float64Array,
): number {
  let longest = 0;
  for (let g = 0; g < modes.length; g++) {
    scales[g] = 1 / Math.sqrt(curvature[g]!);
    const step = slope[g]! * scales[g]!;
    modes[g]! += Math.max(-longestStep, Math.min(longestStep, step)) * scales[g]!;
    if (!(Math.abs(step) <= longest)) longest = Math.abs(step);
  }
  return longest;
}

export interface GroupModes {
  /** Of the last search. */
  readonly modes: Float64Array;
  readonly scales: Float64Array;
  /** At the rows' predictor without the groups, at theta, at the precision of the effects. */
  readonly find: (base: Float64Array, theta: Float64Array, precision: number) => void;
}

/** Newton steps of all groups at once, the first with the derivatives at the centre. */
export function openGroupModes(
  target: LatentGaussian,
  rows: GroupRows,
  centre: GroupCentre,
): GroupModes {
  const { groups, group, multiplier } = rows;
  const derivatives = target.likelihood.openDerivatives();
  const [modes, scales] = [new Float64Array(groups), new Float64Array(groups)];
  const [slope, curvature] = [new Float64Array(groups), new Float64Array(groups)];
  const [eta, known] = [new Float64Array(group.length), new Float64Array(group.length)];
  const [knownSlope, knownCurvature] = [eta.slice(), eta.slice()];

  const evaluate = (base: Float64Array, theta: Float64Array): void => {
    for (let i = 0; i < eta.length; i++)
      eta[i] = base[i]! + (group[i]! < 0 ? 0 : multiplier[i]! * modes[group[i]!]!);
    target.likelihood.evaluate(eta, theta, "second", derivatives);
  };
  rows.predictCommon(centre.common, known);
  modes.set(centre.modes);
  evaluate(known, centre.theta);
  for (let i = 0; i < group.length; i++) {
    const z = multiplier[i]!;
    knownSlope[i] = z * derivatives.first[i]!;
    knownCurvature[i] = -z * Math.min(0, derivatives.second[i]!);
  }

  const startSums = (precision: number): void => {
    for (let g = 0; g < groups; g++) slope[g] = -precision * modes[g]!;
    curvature.fill(precision);
  };
  /** Of the quadratic at the centre. */
  const predict = (base: Float64Array, precision: number): void => {
    startSums(precision);
    for (let i = 0; i < group.length; i++) {
      const g = group[i]!;
      if (g < 0) continue;
      slope[g]! += knownSlope[i]! - knownCurvature[i]! * (base[i]! - known[i]!);
      curvature[g]! += multiplier[i]! * knownCurvature[i]!;
    }
  };
  const gather = (precision: number): void => {
    startSums(precision);
    for (let i = 0; i < group.length; i++) {
      const g = group[i]!;
      if (g < 0) continue;
      const z = multiplier[i]!;
      slope[g]! += z * derivatives.first[i]!;
      curvature[g]! -= z * z * Math.min(0, derivatives.second[i]!);
    }
  };
  const move = (): number => moveModes(modes, scales, slope, curvature);
  const find = (base: Float64Array, theta: Float64Array, precision: number): void => {
    modes.set(centre.modes);
    predict(base, precision);
    move();
    for (let steps = 0; steps < mostSteps; steps++) {
      evaluate(base, theta);
      gather(precision);
      if (move() < shortStep) return;
    }
  };
  return { modes, scales, find };
}
