/** One step of a training: gradients of the parts of a batch, then Adam. */
import { clearGradient, putWeights, takeGradient } from "../passes/weights-in-memory.js";
import { noiseKey } from "../normal-noise.js";
import { adamStep, biasCorrections } from "./adam.js";
import { partsOf } from "./batches.js";
import { divergenceSlope } from "./divergence.js";
import { annealed, cosineDecay } from "./schedule.js";
import type { Trainee } from "./trainee.js";

export interface StepPlan {
  readonly batch: Int32Array;
  readonly restart: number;
  /** Counted from 0, over the epochs of the restart. */
  readonly step: number;
  readonly steps: number;
}

/**
 * Bayesian layers draw their weights once for a part: the likelihood of a unit's totals is of all its people
 * under the same weights.
 */
function passPart(trainee: Trainee, part: number, units: readonly number[], key: number): void {
  const { memory, pass, draws, shared, places, byWeights, job } = trainee;
  const weights = draws.draw(key);
  if (job.shape.bayes) putWeights(memory, weights);
  clearGradient(memory);
  let loss = 0;
  for (const unit of units) loss -= pass.addGradient(unit);
  takeGradient(memory, byWeights);
  draws.pull(byWeights, shared.gradients.subarray(part * places.size, (part + 1) * places.size));
  shared.losses[part] = loss;
}

/** The member's own share of the numbers. */
function move(trainee: Trainee, { step, steps }: StepPlan, parts: number, people: number): void {
  const { shared, places, team, job, rates } = trainee;
  const { gradients, position } = shared;
  const { learningRate, annealing } = job.settings;
  const { bayes } = job.shape;
  const done = step / steps;
  const rate = learningRate * cosineDecay(done);
  const prior = bayes ? annealed(done, annealing) / trainee.trained : 0;
  const corrections = biasCorrections(step + 1);
  const start = Math.floor((places.size * team.member) / team.members);
  const end = Math.floor((places.size * (team.member + 1)) / team.members);
  for (let i = start; i < end; i++) {
    let gradient = 0;
    for (let part = 0; part < parts; part++) gradient += gradients[part * places.size + i]!;
    gradient /= people;
    if (bayes && prior > 0) gradient += prior * divergenceSlope(places, position, i, bayes.scale);
    adamStep(position, shared, i, gradient, rate * rates[i]!, corrections);
  }
}

/** Minus the log likelihood of the batch; undefined when the training is to stop, and nothing has moved. */
export function trainStep(trainee: Trainee, plan: StepPlan): number | undefined {
  const { job, team, shared, people, memory, draws } = trainee;
  const { rows, settings, shape } = job;
  draws.refresh();
  if (!shape.bayes) putWeights(memory, draws.mean());
  const parts = partsOf(plan.batch, (unit) => rows.unitStart[unit + 1]! - rows.unitStart[unit]!);
  parts.forEach((units, part) => {
    if (part % team.members !== team.member) return;
    passPart(trainee, part, units, noiseKey(settings.seed, plan.restart, plan.step, part));
  });
  if (team.member === 0 && team.stopWished()) shared.stop[0] = 1;
  team.meet();
  if (shared.stop[0] === 1) return undefined;
  const loss = shared.losses.subarray(0, parts.length).reduce((sum, part) => sum + part, 0);
  const voters = plan.batch.reduce((sum, unit) => sum + people[unit]!, 0);
  move(trainee, plan, parts.length, voters);
  team.meet();
  return loss;
}
