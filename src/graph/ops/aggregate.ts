/**
 * Log likelihood of the counts of units whose members' outcomes are not seen. Inputs: a linear predictor for
 * every outcome but the reference, whose score is zero; a member's probabilities are their softmax. Counts that
 * are `dispersed` have a concentration as their last input, and the likelihood of the unit's mean.
 */
import type { Elementary } from "../../math/index.js";
import {
  openCountLikelihood,
  openDirichletMultinomial,
  unitSizes,
  type CountLikelihood,
  type CountLikelihoodName,
  type UnitMembers,
} from "../../math/poisson-binomial/index.js";
import type { Op, OpBuffers } from "../op.js";
import { selectNumbers } from "./select-rows.js";

export interface AggregateAttributes {
  readonly likelihood: CountLikelihoodName;
  readonly dispersed: boolean;
  readonly outcomes: number;
  /** Position of the outcome whose score is zero. */
  readonly reference: number;
  /** The unit of every member, from zero without gaps. */
  readonly unit: Int32Array;
  /** People that a member stands for. */
  readonly weights: Float64Array;
  /** Row-major, units × outcomes. */
  readonly counts: Float64Array;
}

/** Members unit by unit. */
interface MembersByUnit {
  /** Row of each member. */
  readonly order: Int32Array;
  readonly probabilities: Float64Array;
  readonly slopes: Float64Array;
  readonly units: readonly UnitMembers[];
  readonly slopesOf: readonly Float64Array[];
}

function membersByUnit({ outcomes, unit, weights, counts }: AggregateAttributes): MembersByUnit {
  const unitCount = counts.length / outcomes;
  const starts = new Int32Array(unitCount + 1);
  for (let i = 0; i < unit.length; i++) starts[unit[i]! + 1]!++;
  for (let u = 0; u < unitCount; u++) starts[u + 1]! += starts[u]!;
  const next = starts.slice();
  const order = new Int32Array(unit.length);
  for (let i = 0; i < unit.length; i++) order[next[unit[i]!]!++] = i;
  const sorted = selectNumbers(weights, order);
  const probabilities = new Float64Array(unit.length * outcomes);
  const slopes = new Float64Array(unit.length * outcomes);
  const numbers = Array.from({ length: unitCount }, (_, u) => u);
  const cut = (values: Float64Array, u: number, width: number): Float64Array =>
    values.subarray(starts[u]! * width, starts[u + 1]! * width);
  return {
    order,
    probabilities,
    slopes,
    units: numbers.map((u) => ({
      probabilities: cut(probabilities, u, outcomes),
      weights: cut(sorted, u, 1),
      counts: counts.subarray(u * outcomes, (u + 1) * outcomes),
    })),
    slopesOf: numbers.map((u) => cut(slopes, u, outcomes)),
  };
}

/** Probabilities of every member from the predictors, in the order of the members. */
function softmaxInto(
  { order, probabilities: p }: MembersByUnit,
  predictors: OpBuffers["inputs"],
  columns: Int32Array,
  reference: number,
  math: Elementary,
): void {
  const outcomes = predictors.length + 1;
  for (let m = 0; m < order.length; m++) {
    const at = m * outcomes;
    const i = order[m]!;
    let largest = 0;
    for (let k = 0; k < predictors.length; k++)
      largest = Math.max(largest, predictors[k]!.value[i]!);
    let total = (p[at + reference] = math.exp(-largest));
    for (let k = 0; k < predictors.length; k++)
      total += p[at + columns[k]!] = math.exp(predictors[k]!.value[i]! - largest);
    for (let c = 0; c < outcomes; c++) p[at + c]! /= total;
  }
}

/** Units by their first appearance among the rows. */
function selectUnits(
  { unit, counts, outcomes }: AggregateAttributes,
  rows: Int32Array,
): Pick<AggregateAttributes, "unit" | "counts"> {
  const place = new Int32Array(counts.length / outcomes).fill(-1);
  const kept: number[] = [];
  const selected = rows.map((row) => {
    const u = unit[row]!;
    if (place[u]! < 0) place[u] = kept.push(u) - 1;
    return place[u]!;
  });
  const cut = Float64Array.from({ length: kept.length * outcomes }, (_, at) => {
    const u = kept[Math.floor(at / outcomes)]!;
    return counts[u * outcomes + (at % outcomes)]!;
  });
  return { unit: selected, counts: cut };
}

/** The likelihood of a unit, and what its concentration's adjoint grows by. */
interface OpenUnits {
  readonly evaluate: CountLikelihood;
  /** Adds the slope of all units since the last call, times `adjoint`, to the concentration's adjoint. */
  readonly concentrate: (adjoint: number) => void;
}

function openUnits(
  { likelihood, dispersed }: AggregateAttributes,
  units: readonly UnitMembers[],
  concentration: OpBuffers["inputs"][number] | undefined,
  math: Elementary,
): OpenUnits {
  if (!dispersed || !concentration)
    return {
      evaluate: openCountLikelihood(likelihood, unitSizes(units), math),
      concentrate: () => undefined,
    };
  const { evaluate, ofConcentration } = openDirichletMultinomial(math);
  let slope = 0;
  return {
    evaluate(unit, slopes) {
      const value = evaluate(unit, concentration.value[0]!, slopes);
      slope += ofConcentration();
      return value;
    },
    concentrate(adjoint) {
      concentration.adjoint[0]! += adjoint * slope;
      slope = 0;
    },
  };
}

export const aggregate: Op<AggregateAttributes> = {
  shape(inputs, { outcomes, unit, weights, counts, dispersed }) {
    const scores = inputs.slice(0, outcomes - 1);
    const fits =
      inputs.length === outcomes - (dispersed ? 0 : 1) &&
      scores.every(({ size }) => size === unit.length) &&
      weights.length === unit.length &&
      counts.length % outcomes === 0;
    if (!fits) throw new Error(`aggregate: ${inputs.length} predictors, ${outcomes} outcomes`);
    return { size: 1, rows: false };
  },
  bind({ value, adjoint, inputs: given }, attributes, math) {
    const { outcomes, reference } = attributes;
    const inputs = given.slice(0, outcomes - 1);
    const members = membersByUnit(attributes);
    const { order, units, slopes, slopesOf } = members;
    const { evaluate, concentrate } = openUnits(attributes, units, given[outcomes - 1], math);
    const columns = Int32Array.from(inputs, (_, k) => (k < reference ? k : k + 1));
    return {
      forward(): void {
        softmaxInto(members, inputs, columns, reference, math);
        let total = 0;
        concentrate(0);
        for (let u = 0; u < units.length; u++) total += evaluate(units[u]!, slopesOf[u]!);
        value[0] = total;
      },
      backward(): void {
        concentrate(adjoint[0]!);
        for (let k = 0; k < inputs.length; k++) {
          const into = inputs[k]!.adjoint;
          for (let m = 0; m < order.length; m++)
            into[order[m]!]! += adjoint[0]! * slopes[m * outcomes + columns[k]!]!;
        }
      },
    };
  },
  describe: ({ likelihood, dispersed, outcomes, unit, counts }) =>
    `${dispersed ? "dispersed" : likelihood}, ${outcomes} outcomes, ${unit.length} members of ${counts.length / outcomes} units`,
  rows: {
    select: (attributes, rows) => ({
      ...attributes,
      ...selectUnits(attributes, rows),
      weights: selectNumbers(attributes.weights, rows),
    }),
    keys: ({ unit }) => [unit],
  },
};
