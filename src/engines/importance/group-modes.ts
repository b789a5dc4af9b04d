/** Modes and scales of all groups at once, for a quadrature that is centred and scaled at them. */
import type { GroupedRows, GroupLikelihood, LatentGaussian } from "../../target/index.js";
import { predictCommon } from "./group-rows.js";

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

export interface KnownCentre extends GroupCentre {
  readonly slope: Float64Array;
  readonly curvature: Float64Array;
  /** How the slope of each group falls with each common latent, group after group. */
  readonly falls: Float64Array;
}

/** Of every group. */
interface ModesAndScales {
  readonly modes: Float64Array;
  readonly scales: Float64Array;
}

/** A Newton step of every group that is chosen, not too long; the longest of the steps, in their scales. */
function moveModes(
  { modes, scales }: ModesAndScales,
  slope: Float64Array,
  curvature: Float64Array,
  chosen?: Float64Array,
): number {
  let longest = 0;
  for (let g = 0; g < modes.length; g++) {
    if (chosen?.[g] === 0) continue;
    scales[g] = 1 / Math.sqrt(curvature[g]!);
    const step = slope[g]! * scales[g]!;
    modes[g]! += Math.max(-longestStep, Math.min(longestStep, step)) * scales[g]!;
    if (!(Math.abs(step) <= longest)) longest = Math.abs(step);
  }
  return longest;
}

/** The derivatives of every group at the centre. */
export function derivativesAtCentre(
  { likelihood }: LatentGaussian,
  grouped: GroupedRows,
  centre: GroupCentre,
): KnownCentre {
  const { theta, modes, common } = centre;
  const { groups, rows, start, multiplier, common: matrix } = grouped;
  const base = new Float64Array(rows.length);
  const eta = new Float64Array(rows.length);
  const derivatives = likelihood.openDerivatives();
  predictCommon(grouped, common, base);
  for (let g = 0; g <= groups; g++)
    for (let i = start[g]!; i < start[g + 1]!; i++)
      eta[rows[i]!] = base[i]! + (g < groups ? multiplier[i]! * modes[g]! : 0);
  likelihood.evaluate(eta, theta, "second", derivatives);
  const [slope, curvature] = [new Float64Array(groups), new Float64Array(groups)];
  const width = common.length;
  const falls = new Float64Array(groups * width);
  for (let g = 0; g < groups; g++)
    for (let i = start[g]!; i < start[g + 1]!; i++) {
      const z = multiplier[i]!;
      const information = -z * Math.min(0, derivatives.second[rows[i]!]!);
      slope[g]! += z * derivatives.first[rows[i]!]!;
      curvature[g]! += z * information;
      for (let e = matrix.rowStart[i]!; e < matrix.rowStart[i + 1]!; e++)
        falls[g * width + matrix.column[e]!]! += information * matrix.value[e]!;
    }
  return { ...centre, slope, curvature, falls };
}

export interface GroupModes {
  /** By the derivatives at the centre, given the common latents and the precision of the effects. */
  readonly predict: (common: Float64Array, precision: number) => void;
  /** From what was predicted, where the likelihood is placed: of all groups, or of those that are chosen. */
  readonly refine: (precision: number, chosen?: Float64Array) => void;
}

/** Newton steps of all groups at once, the first with the derivatives at the centre; they move what is handed in. */
export function openGroupModes(
  likelihood: GroupLikelihood,
  known: KnownCentre,
  found: ModesAndScales,
): GroupModes {
  const { modes } = found;
  const groups = modes.length;
  const [slope, curvature] = [new Float64Array(groups), new Float64Array(groups)];
  const width = known.common.length;
  const moved = new Float64Array(width);

  const addPrior = (precision: number): void => {
    for (let g = 0; g < groups; g++) {
      slope[g]! -= precision * modes[g]!;
      curvature[g]! += precision;
    }
  };
  const predict = (common: Float64Array, precision: number): void => {
    modes.set(known.modes);
    slope.set(known.slope);
    curvature.set(known.curvature);
    for (let j = 0; j < width; j++) moved[j] = common[j]! - known.common[j]!;
    for (let g = 0, at = 0; g < groups; g++) {
      let fall = 0;
      for (let j = 0; j < width; j++) fall += known.falls[at++]! * moved[j]!;
      slope[g]! -= fall;
    }
    addPrior(precision);
    moveModes(found, slope, curvature);
  };
  const refine = (precision: number, chosen?: Float64Array): void => {
    for (let steps = 0; steps < mostSteps; steps++) {
      likelihood.slopes(modes, slope, curvature, chosen);
      addPrior(precision);
      if (moveModes(found, slope, curvature, chosen) < shortStep) return;
    }
  };
  return { predict, refine };
}
