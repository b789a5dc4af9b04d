/**
 * How the people of a unit chose, given its counts. A person's probability given the counts is p + ∂ log f / ∂η / w,
 * where f is the probability of the counts and η her scores: exact for two outcomes in units of few people, by the
 * saddlepoint otherwise. The numbers of groups vary around these as sums of independent choices do that
 * are known to add up to the counts: normal, with the covariance A_g - A_g (Σ A)⁻¹ A_g.
 */
import { deterministic, openStream } from "../../../math/index.js";
import {
  openCountLikelihood,
  unitSizes,
  type CountLikelihood,
  type UnitMembers,
} from "../../../math/poisson-binomial/index.js";
import type { ChoiceDraws } from "./choice-draws.js";
import { openChanceOfGroups, type UnitGroups } from "./chance-of-groups.js";

/** Above this the convolution of a unit takes long, and the saddlepoint's error is below 1e-4 nats. */
const mostExact = 400;

interface OpenUnit extends UnitGroups {
  readonly members: UnitMembers;
  /** Row of each member. */
  readonly rows: Int32Array;
  readonly likelihood: CountLikelihood;
}

function openUnits(race: ChoiceDraws, groupOf: Int32Array): readonly OpenUnit[] {
  const { unit, weights, counts, outcomes } = race;
  const width = outcomes.length;
  const rowsOf: number[][] = Array.from({ length: counts.length / width }, () => []);
  unit.forEach((u, row) => rowsOf[u]!.push(row));
  const units = rowsOf.map((list, u) => {
    const rows = Int32Array.from(list);
    const present = [...new Set(list.map((row) => groupOf[row]!))];
    const members = {
      probabilities: new Float64Array(rows.length * width),
      weights: Float64Array.from(rows, (row) => weights[row]!),
      counts: counts.subarray(u * width, (u + 1) * width),
    };
    const group = Int32Array.from(rows, (row) => present.indexOf(groupOf[row]!));
    return { members, rows, group, groups: present };
  });
  const isFew = ({ members }: (typeof units)[number]): boolean =>
    width === 2 && members.weights.reduce((sum, weight) => sum + weight, 0) <= mostExact;
  const sizes = unitSizes(units.map(({ members }) => members));
  const few = unitSizes(units.filter(isFew).map(({ members }) => members));
  const saddlepoint = openCountLikelihood("saddlepoint", sizes, deterministic);
  const exact = few.members > 0 ? openCountLikelihood("exact", few, deterministic) : saddlepoint;
  return units.map((one) => ({ ...one, likelihood: isFew(one) ? exact : saddlepoint }));
}

export type GivenCounts = (
  probabilities: Float64Array,
  expected: Float64Array,
  drawn: Float64Array,
) => void;

/** Writes the numbers of every group and outcome over all units: as expected, and drawn. */
export function openGivenCounts(
  race: ChoiceDraws,
  groupOf: Int32Array,
  people: Float64Array,
): GivenCounts {
  const units = openUnits(race, groupOf);
  const width = race.outcomes.length;
  const largest = units.reduce((most, { rows }) => Math.max(most, rows.length), 0);
  const slopes = new Float64Array(largest * width);
  const random = openStream(1, "given counts");
  const chance = openChanceOfGroups(width, () => random.normal());
  return (probabilities, expected, drawn) => {
    expected.fill(0);
    drawn.fill(0);
    for (const unit of units) {
      const { members, rows, likelihood, groups } = unit;
      const p = members.probabilities;
      rows.forEach((row, m) => {
        for (let c = 0; c < width; c++) p[m * width + c] = probabilities[row * width + c]!;
      });
      likelihood(members, slopes);
      for (let m = 0; m < rows.length; m++) {
        const weight = members.weights[m]!;
        for (let c = 0; c < width; c++) {
          const share = weight > 0 ? p[m * width + c]! + slopes[m * width + c]! / weight : 0;
          p[m * width + c] = Math.min(1, Math.max(0, share));
        }
      }
      const numbers = chance(unit, members);
      groups.forEach((group, g) => {
        if (group < 0) return;
        for (let c = 0; c < width; c++) {
          expected[group * width + c]! += numbers.expected[g * width + c]!;
          drawn[group * width + c]! += numbers.drawn[g * width + c]!;
        }
      });
    }
    for (let k = 0; k < drawn.length; k++)
      drawn[k] = Math.min(people[Math.floor(k / width)]!, Math.max(0, drawn[k]!));
  };
}
