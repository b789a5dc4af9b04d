/** The likelihood of a unit's counts by name, as a workspace for units up to a size. */
import type { Elementary } from "../elementary.js";
import { openExactBinary } from "./exact.js";
import { openMultivariateSaddlepoint } from "./multivariate-saddlepoint.js";
import { openNormalCounts } from "./normal-approximation.js";
import { openRecursion, recursionSize } from "./recursion.js";
import { openUnitMean } from "./unit-mean.js";
import type { CountLikelihood, UnitMembers } from "./unit-members.js";

export const countLikelihoods = ["mean", "normal", "saddlepoint", "exact"] as const;

export type CountLikelihoodName = (typeof countLikelihoods)[number];

/** What the largest of the units need. */
export interface UnitSizes {
  readonly members: number;
  readonly people: number;
  readonly outcomes: number;
  /** Largest `recursionSize`. */
  readonly recursion: number;
}

/** Units of two outcomes and at most so many people have their saddlepoint replaced by the exact likelihood. */
const fewPeople = 40;

const rounding = 1 / 12;

export function unitSizes(units: readonly Pick<UnitMembers, "weights" | "counts">[]): UnitSizes {
  let [members, people, outcomes, recursion] = [0, 0, 0, 0];
  for (const unit of units) {
    members = Math.max(members, unit.weights.length);
    people = Math.max(
      people,
      unit.counts.reduce((total, count) => total + count, 0),
    );
    outcomes = unit.counts.length;
    recursion = Math.max(recursion, recursionSize(unit));
  }
  return { members, people, outcomes, recursion };
}

/**
 * Where few people leave a saddlepoint without ground (its density is unbounded as members become certain),
 * units of two outcomes are exact.
 */
function openSafeSaddlepoint(sizes: UnitSizes, math: Elementary): CountLikelihood {
  const saddlepoint = openMultivariateSaddlepoint(sizes.members, sizes.outcomes, math);
  if (sizes.outcomes > 2) return saddlepoint;
  const exact = openExactBinary(sizes.members, Math.min(fewPeople, sizes.people), math);
  return (unit, slopes) => {
    const few = unit.counts[0]! + unit.counts[1]! <= fewPeople;
    return few ? exact(unit, slopes) : saddlepoint(unit, slopes);
  };
}

export function openCountLikelihood(
  name: CountLikelihoodName,
  sizes: UnitSizes,
  math: Elementary,
): CountLikelihood {
  switch (name) {
    case "mean":
      return openUnitMean(math);
    case "normal":
      return openNormalCounts(rounding, math);
    case "saddlepoint":
      return openSafeSaddlepoint(sizes, math);
    case "exact":
      return sizes.outcomes === 2
        ? openExactBinary(sizes.members, sizes.people, math)
        : openRecursion(sizes.recursion, math);
  }
}
