/** The default prior of every parameter that the user gave none, each with its reason. */
import type { EffectShape } from "../../vocabulary/effects/index.js";
import type { DefaultPrior } from "../../vocabulary/index.js";
import type { Moments } from "../column-moments.js";
import type { PriorAssignment } from "./assign-priors.js";
import { groupSlopeScale, interceptScale, show, slopeScales } from "./default-scales.js";
import type { PriorScaling, ReasonedScale, SlopeSpread } from "./default-scales.js";
import type { CommonSlot, PriorSlot, ScaleSlot } from "./prior-slot.js";

/** Means of common columns, by slot. */
export type ColumnMoments = ReadonlyMap<CommonSlot, Moments>;

/** Slots that cannot have a default are absent from the result. */
export function defaultPriors(
  slots: readonly PriorSlot[],
  given: PriorAssignment,
  moments: ColumnMoments,
  scaling: PriorScaling,
): ReadonlyMap<PriorSlot, DefaultPrior> {
  const slopes = slopesOf(slots, scaling);
  const spreads: SlopeSpread[] = [];
  for (const [slot, { scale }] of slopes) {
    if (!given.has(slot)) spreads.push({ scale, mean: moments.get(slot)!.mean });
  }
  const level = interceptScale(spreads, scaling);
  const defaults = new Map<PriorSlot, DefaultPrior>();
  for (const slot of slots) {
    const prior = given.has(slot) ? undefined : defaultOf(slot, slopes, level, scaling);
    if (prior) defaults.set(slot, prior);
  }
  return defaults;
}

function slopesOf(
  slots: readonly PriorSlot[],
  scaling: PriorScaling,
): ReadonlyMap<PriorSlot & { kind: "common" }, ReasonedScale> {
  const slopes = new Map<CommonSlot, ReasonedScale>();
  let scales: readonly (ReasonedScale | undefined)[] = [];
  for (const slot of slots) {
    if (slot.kind !== "common") continue;
    if (slot.column === 0) scales = slopeScales(slot.block, scaling);
    const scale = scales[slot.column];
    if (scale) slopes.set(slot, scale);
  }
  return slopes;
}

function defaultOf(
  slot: PriorSlot,
  slopes: ReadonlyMap<CommonSlot, ReasonedScale>,
  level: ReasonedScale,
  scaling: PriorScaling,
): DefaultPrior | undefined {
  switch (slot.kind) {
    case "intercept":
      return interceptPrior(level, scaling);
    case "common":
      return named("Normal", [0], slopes.get(slot));
    case "scale":
      return named("HalfNormal", [], groupScale(slot, level, scaling));
    case "structured scale":
      return named("HalfNormal", [], {
        scale: level.scale,
        reason: `sd of the effect: ${level.reason}`,
      });
    case "shape":
      return defaultShapePriors[slot.shape];
    case "correlation":
      return {
        distribution: { name: "LKJ", parameters: [1] },
        reason: "every correlation matrix alike: LKJ(1), as in brms and rstanarm",
      };
    case "auxiliary":
      return slot.rule.defaultPrior(scaling.responseSd);
  }
}

/** Of the correlation of neighbours in time, and of the spatial share of a variance. */
export const defaultShapePriors: Readonly<Record<EffectShape, DefaultPrior>> = {
  rho: {
    distribution: { name: "Uniform", parameters: [-1, 1] },
    reason: "every stationary autoregression alike, as in brms",
  },
  phi: {
    distribution: { name: "PC", parameters: [0.5, 0.5] },
    reason: "penalised complexity, P(phi < 0.5) = 0.5: the default of R-INLA",
  },
};

function named(
  name: string,
  before: readonly number[],
  scale: ReasonedScale | undefined,
): DefaultPrior | undefined {
  if (!scale) return undefined;
  return { distribution: { name, parameters: [...before, scale.scale] }, reason: scale.reason };
}

function interceptPrior(level: ReasonedScale, scaling: PriorScaling): DefaultPrior {
  if (scaling.unitSlopes) {
    const reason = "intercept at the means: 1.5, rule of Bambi for logit and probit";
    return { distribution: { name: "Normal", parameters: [0, 1.5] }, reason };
  }
  const centre = scaling.byResponse ? `mean(y) = ${show(scaling.responseMean)}, ` : "";
  return {
    distribution: { name: "Normal", parameters: [scaling.responseMean, level.scale] },
    reason: `intercept at the means: ${centre}${level.reason}`,
  };
}

function groupScale(
  { block, effect }: ScaleSlot,
  level: ReasonedScale,
  scaling: PriorScaling,
): ReasonedScale | undefined {
  const column = block.effectColumns[effect];
  if (!column) return { scale: level.scale, reason: `group intercept: ${level.reason}` };
  const slope = groupSlopeScale(column, block.effectNames[effect]!, scaling);
  return slope && { scale: slope.scale, reason: `group ${slope.reason}` };
}
