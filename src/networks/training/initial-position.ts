/** Where a restart begins. */
import { deterministic, openStream } from "../../math/index.js";
import type { NetworkPlan } from "../network-plan.js";
import type { Race } from "../network-rows.js";
import { planPosition } from "../position.js";
import type { TrainingJob } from "../training-job.js";

/** Log sds of weights and scales (the reference's advice: nearly certain at first). */
const initialLogSd = -6;

/** Numbers that a row's unit of a layer adds up: an embedding counts as one. */
function fanIn(plan: NetworkPlan, position: number): number {
  if (position > 0) return plan.layers[position]!.inputs;
  return Math.max(1, plan.levelStart.length + plan.layers[0]!.inputs - plan.levels);
}

/** He's sd before a rectifier; logits start close to their biases. */
function initialSd(plan: NetworkPlan, position: number): number {
  const isLast = position === plan.layers.length - 1;
  const gain = isLast ? 0.5 : Math.sqrt(2);
  return gain / Math.sqrt(fanIn(plan, position));
}

/** σ of a Bayesian layer at first, and with it what w̃ is measured in. */
export function initialScale(plan: NetworkPlan, position: number): number {
  return plan.layers.length === 1 ? 0.5 : initialSd(plan, position);
}

/** log of an outcome's share of all votes, or its logit. */
function biasesOf({ counts, ballots, outcomes, family }: Race, people: Float64Array): number[] {
  const votes = outcomes.map(() => 0.5);
  let cast = outcomes.length * 0.5;
  counts.forEach((count, at) => (votes[at % outcomes.length]! += count));
  if (family === "binomial") (ballots ?? people).forEach((count) => (cast += count));
  else cast = votes.reduce((sum, count) => sum + count, 0);
  return votes.map((count) => {
    const others = family === "binomial" ? Math.max(cast - count, 0.5) : cast;
    return deterministic.log(count / others);
  });
}

export function initialPosition(
  { shape, races, settings }: TrainingJob,
  plan: NetworkPlan,
  people: Float64Array,
  restart: number,
): Float32Array {
  const places = planPosition(plan, shape.bayes !== undefined);
  const position = new Float32Array(places.size);
  const random = openStream(settings.seed, "network_weights", restart);
  const biases = races.flatMap((race) => biasesOf(race, people));
  plan.layers.forEach(({ first, inputs, outputs }, layer) => {
    const unit = shape.bayes ? initialScale(plan, layer) : 1;
    const sd = initialSd(plan, layer) / unit;
    const weights = inputs * outputs;
    for (let i = 0; i < weights; i++) position[first + i] = sd * random.normal();
    if (layer === plan.layers.length - 1) {
      biases.forEach((bias, c) => (position[first + weights + c] = bias / unit));
    }
    if (shape.bayes) position[places.scaleMeans + layer] = deterministic.log(unit);
  });
  if (shape.bayes) {
    position.fill(initialLogSd, places.logSds, places.scaleMeans);
    position.fill(initialLogSd, places.scaleLogSds);
  }
  return position;
}
