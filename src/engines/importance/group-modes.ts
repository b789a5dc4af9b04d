/** Modes and scales of all groups at once, for a quadrature that is centred and scaled at them. */
import type { NormalIntegrals } from "../../math/near-normal/index.js";
import type { GroupedRows, GroupLikelihood, LatentGaussian } from "../../target/index.js";
import { predictCommon } from "./group-rows.js";

const mostSteps = 12;
/** The last step may have been so long, in scales: the error is its square, and more nodes bear it. */
const shortStep = 0.25;
/** Where few groups are chosen a step costs little, and those are the ones whose scale depends on where they stand. */
const shortStepOfChosen = 0.1;
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

/** What is predicted from a centre. */
export function setKnown(
  { modes, slopes, curvatures, falls }: NormalIntegrals["known"],
  centre: KnownCentre,
): void {
  modes.set(centre.modes);
  slopes.set(centre.slope);
  curvatures.set(centre.curvature);
  const stride = modes.length + (modes.length & 1);
  const width = centre.common.length;
  for (let g = 0; g < modes.length; g++)
    for (let j = 0; j < width; j++) falls[j * stride + g] = centre.falls[g * width + j]!;
}

/**
 * Newton steps of all groups at once, or of those that are chosen, from where their modes are predicted, where the
 * likelihood is placed.
 */
export function openGroupModes(
  likelihood: GroupLikelihood,
  found: ModesAndScales,
): (precision: number, chosen?: Float64Array) => void {
  const { modes } = found;
  const groups = modes.length;
  const [slope, curvature] = [new Float64Array(groups), new Float64Array(groups)];
  return (precision, chosen) => {
    const shortest = chosen ? shortStepOfChosen : shortStep;
    for (let steps = 0; steps < mostSteps; steps++) {
      likelihood.slopes(modes, slope, curvature, chosen);
      for (let g = 0; g < groups; g++) {
        slope[g]! -= precision * modes[g]!;
        curvature[g]! += precision;
      }
      if (moveModes(found, slope, curvature, chosen) < shortest) return;
    }
  };
}
