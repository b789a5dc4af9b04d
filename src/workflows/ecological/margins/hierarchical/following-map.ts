/** Normal logits in coordinates whose place and scale follow common logits and their spread. */
import type { Margins } from "../margins.js";
import {
  addSlopeOfSpread,
  addSpread,
  condition,
  openConditional,
  slopeOfMean,
  type ConditionalNormal,
} from "./conditional-normal.js";
import type { LatentMap } from "./latent-map.js";
import { writeRates, type Logits } from "./normal-logits.js";
import { openTangents, writeTangent } from "./vote-tangents.js";

interface Workspace {
  readonly logits: Logits;
  /** The conditional normal about the reference, and that about the mean of the first. */
  readonly first: ConditionalNormal;
  readonly second: ConditionalNormal;
  /** Mean of the first, where the second is linearised, and the slope there. */
  readonly z: Float64Array;
  readonly inZ: Float64Array;
  readonly rates: Float64Array;
  readonly share: Float64Array;
  /** Slopes of shares in logits, without weight. */
  readonly rise: Float64Array;
  readonly inRates: Float64Array;
}

/** Of one unit. */
interface Own {
  readonly x: Float64Array;
  readonly weight: Float64Array;
  readonly tangent: Float64Array;
  readonly level: Float64Array;
  readonly votes: Float64Array;
}

function openWorkspace(logits: Logits): Workspace {
  const { groups, outcomes, size } = logits;
  return {
    logits,
    first: openConditional(outcomes, size),
    second: openConditional(outcomes, size),
    z: new Float64Array(size),
    inZ: new Float64Array(size),
    rates: new Float64Array(groups * outcomes),
    share: new Float64Array(outcomes),
    rise: new Float64Array(outcomes * size),
    inRates: new Float64Array(groups * outcomes),
  };
}

/** e = level - D mean, A = D diag(sigma), with D of the reference. */
function conditionFirst({ logits, first, z }: Workspace, { tangent, level }: Own): void {
  const { outcomes, free, size, mean, sd, drift } = logits;
  for (let c = 0; c < outcomes; c++) {
    let sum = level[c]!;
    for (let i = 0; i < size; i++) {
      const slope = tangent[c * size + i]!;
      first.a[c * size + i] = slope * sd[i]!;
      sum -= slope * (mean[i]! + drift[i % free]!);
    }
    first.level[c] = sum;
  }
  condition(first, z);
}

/** e = weight (votes - share) + A z, A = D diag(sigma), with share and D at the mean z of the first. */
function conditionSecond(work: Workspace, own: Own, mean: Float64Array): void {
  const { logits, second, z, rates, share, rise } = work;
  const { outcomes, size, sd } = logits;
  writeRates(logits, z, rates);
  writeTangent(logits, own.x, rates, { share, slope: rise });
  for (let c = 0; c < outcomes; c++) {
    let sum = own.weight[c]! * (own.votes[c]! - share[c]!);
    for (let i = 0; i < size; i++) {
      const slope = own.weight[c]! * rise[c * size + i]! * sd[i]!;
      second.a[c * size + i] = slope;
      sum += slope * z[i]!;
    }
    second.level[c] = sum;
  }
  condition(second, mean);
}

/** From the slopes in A and e of the second to rates, z and sigma. */
function backSecond(work: Workspace, { x, weight }: Own, intoDerived: Float64Array): void {
  const { logits, second, z, inZ, rates, inRates } = work;
  const { groups, outcomes, free, size, sd } = logits;
  inRates.fill(0);
  inZ.fill(0);
  for (let c = 0; c < outcomes; c++)
    for (let r = 0; r < groups; r++) {
      const at = r * outcomes + c;
      const people = weight[c]! * x[r]!;
      let sum = -people * second.inLevel[c]!;
      for (let k = 0; k < free; k++) {
        const i = r * free + k;
        const inA = second.inA[c * size + i]! + second.inLevel[c]! * z[i]!;
        intoDerived[size + i]! += inA * second.a[c * size + i]!;
        inZ[i]! += second.inLevel[c]! * second.a[c * size + i]!;
        const inRise = people * inA * sd[i]!;
        sum += inRise * ((k === c ? 1 : 0) - rates[r * outcomes + k]!);
        inRates[r * outcomes + k]! -= inRise * rates[at]!;
      }
      inRates[at]! += sum;
    }
}

/** From the slopes in A and e of the first to means and sigma. */
function backFirst(
  { logits, first, z }: Workspace,
  own: Own,
  inLogits: Float64Array,
  intoDerived: Float64Array,
): void {
  const { outcomes, free, size, covariates, ownContext, sd } = logits;
  for (let i = 0; i < size; i++) {
    let along = inLogits[i]!;
    intoDerived[size + i]! += along * sd[i]! * z[i]!;
    for (let c = 0; c < outcomes; c++) {
      along -= own.tangent[c * size + i]! * first.inLevel[c]!;
      intoDerived[size + i]! += first.inA[c * size + i]! * first.a[c * size + i]!;
    }
    intoDerived[i]! += along;
    for (let j = 0; j < covariates; j++)
      intoDerived[2 * size + j * free + (i % free)]! += along * ownContext[j]!;
  }
}

/** Slopes with respect to the logits of the first mean, from those with respect to its rates; adds to those in z. */
function throughSoftmax({ logits, rates, inRates, inZ }: Workspace, inLogits: Float64Array): void {
  const { groups, outcomes, free, sd } = logits;
  for (let r = 0; r < groups; r++) {
    let average = 0;
    for (let c = 0; c < outcomes; c++)
      average += rates[r * outcomes + c]! * inRates[r * outcomes + c]!;
    for (let k = 0; k < free; k++) {
      const i = r * free + k;
      inLogits[i] = rates[r * outcomes + k]! * (inRates[r * outcomes + k]! - average);
      inZ[i]! += inLogits[i] * sd[i]!;
    }
  }
}

/**
 * Latents are placed by two steps of Gauss and Newton's method towards their mode given the votes and the
 * hyperparameters of the moment, the first about the mode at the reference, the second about where the first
 * leads, and spread by the conditional normal there. u is then nearly standard normal whatever the
 * hyperparameters are, also where units have thousands of votes.
 */
export function followingMap(
  logits: Logits,
  margins: Margins,
  reference: Float64Array,
  mode: Float64Array,
): LatentMap {
  const { groups, outcomes, size } = logits;
  const tangents = openTangents(logits, margins, reference, mode);
  const units = margins.units.map((_, unit): Own => {
    const ofOutcomes = (values: Float64Array): Float64Array =>
      values.subarray(unit * outcomes, (unit + 1) * outcomes);
    return {
      x: margins.composition.subarray(unit * groups, (unit + 1) * groups),
      weight: ofOutcomes(tangents.weight),
      tangent: tangents.slope.subarray(unit * outcomes * size, (unit + 1) * outcomes * size),
      level: ofOutcomes(tangents.level),
      votes: ofOutcomes(margins.votes).map((count) => count / margins.sizes[unit]!),
    };
  });
  const work = openWorkspace(logits);
  const inLogits = new Float64Array(size);
  return {
    place(unit, u, z) {
      const own = units[unit]!;
      conditionFirst(work, own);
      conditionSecond(work, own, z);
      return addSpread(work.second, u, z);
    },
    giveBack(unit, u, slope, intoU, intoDerived) {
      const own = units[unit]!;
      slopeOfMean(work.second, slope);
      addSlopeOfSpread(work.second, u, slope, intoU);
      backSecond(work, own, intoDerived);
      throughSoftmax(work, inLogits);
      slopeOfMean(work.first, work.inZ);
      backFirst(work, own, inLogits, intoDerived);
    },
  };
}
