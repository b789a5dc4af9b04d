/** What a member of a team holds while a network is trained: the job's plans, its memory, what is shared. */
import { planNetwork, type NetworkPlan } from "../network-plan.js";
import type { NetworkBackend } from "../kernels/network-kernels.js";
import { openPassMemory, type PassMemory } from "../passes/pass-memory.js";
import { openUnitPass, type UnitPass } from "../passes/unit-pass.js";
import { planPosition, type PositionPlan } from "../position.js";
import type { TrainingJob } from "../training-job.js";
import { openWeightDraws, type WeightDraws } from "../weight-draws.js";
import { partsOfBatch } from "./batches.js";
import { learningRates } from "./rates.js";
import type { SharedNumbers, SharedSizes } from "./shared-numbers.js";
import type { Team } from "./team.js";

export interface Trainee {
  readonly job: TrainingJob;
  readonly team: Team;
  readonly shared: SharedNumbers;
  readonly plan: NetworkPlan;
  readonly places: PositionPlan;
  readonly memory: PassMemory;
  readonly pass: UnitPass;
  readonly draws: WeightDraws;
  readonly rates: Float32Array;
  readonly trainUnits: Int32Array;
  /** Of each unit. */
  readonly people: Float64Array;
  /** Of the units that are trained on. */
  readonly trained: number;
  /** The gradient of a part by the weights, before it becomes one by the position. */
  readonly byWeights: Float32Array;
}

function countPeople({ rows }: TrainingJob): Float64Array {
  const { unitStart, weights } = rows;
  return Float64Array.from({ length: unitStart.length - 1 }, (_, unit) => {
    if (weights === undefined) return unitStart[unit + 1]! - unitStart[unit]!;
    let sum = 0;
    for (let r = unitStart[unit]!; r < unitStart[unit + 1]!; r++) sum += weights[r]!;
    return sum;
  });
}

function largestUnit({ unitStart }: TrainingJob["rows"]): number {
  let largest = 0;
  for (let u = 1; u < unitStart.length; u++) {
    largest = Math.max(largest, unitStart[u]! - unitStart[u - 1]!);
  }
  return largest;
}

function planOf({ rows, races, shape }: TrainingJob): NetworkPlan {
  return planNetwork(rows, races, shape);
}

export function sharedSizes(job: TrainingJob): SharedSizes {
  const plan = planOf(job);
  return {
    position: planPosition(plan, job.shape.bayes !== undefined).size,
    parts: partsOfBatch,
    means: job.heldOutUnits.length * plan.logits,
  };
}

export function openTrainee(
  job: TrainingJob,
  shared: SharedNumbers,
  team: Team,
  backend?: NetworkBackend,
): Trainee {
  const plan = planOf(job);
  const people = countPeople(job);
  const memory = openPassMemory(plan, job.rows.categories.length, largestUnit(job.rows), backend);
  const heldOut = new Set(job.heldOutUnits);
  const trainUnits = Int32Array.from(people.keys()).filter((unit) => !heldOut.has(unit));
  return {
    job,
    team,
    shared,
    plan,
    places: planPosition(plan, job.shape.bayes !== undefined),
    memory,
    pass: openUnitPass(memory, job.rows, job.races, people),
    draws: openWeightDraws(plan, job.shape.bayes, shared.position),
    rates: learningRates(plan, job.shape.bayes !== undefined),
    trainUnits,
    people,
    trained: trainUnits.reduce((sum, unit) => sum + people[unit]!, 0),
    byWeights: new Float32Array(plan.weights),
  };
}
