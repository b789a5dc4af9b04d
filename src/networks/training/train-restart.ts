/** A restart from its first epoch, or from where a state left it, to its last. */
import { putWeights } from "../passes/weights-in-memory.js";
import type { EpochTrace, HeldOutFit } from "../trained-network.js";
import type { FinishedRestart, JobState } from "../training-job.js";
import { batchesOf } from "./batches.js";
import { heldOutFit } from "./held-out-fit.js";
import { initialPosition } from "./initial-position.js";
import type { Trainee } from "./trainee.js";
import { trainStep } from "./train-step.js";

export type TrainingEvent =
  | { readonly kind: "step" }
  | {
      readonly kind: "epoch";
      readonly trace: EpochTrace;
      /** False where the training was stopped before its last batch: nothing can go on from there. */
      readonly complete: boolean;
    };

/** The first member writes; all read from here on. */
function begin(trainee: Trainee, restart: number, resume: JobState | undefined): void {
  const { job, plan, people, shared, team } = trainee;
  if (team.member === 0) {
    shared.position.set(resume?.position ?? initialPosition(job, plan, people, restart));
    shared.first.set(resume?.firstMoments ?? new Float32Array(shared.first.length));
    shared.second.set(resume?.secondMoments ?? new Float32Array(shared.second.length));
  }
  team.meet();
}

/** At posterior means; undefined where no unit is held out. */
function evaluate(trainee: Trainee): HeldOutFit | undefined {
  const { job, memory, draws, pass, shared, team, plan, people } = trainee;
  const units = job.heldOutUnits;
  if (units.length === 0) return undefined;
  putWeights(memory, draws.mean());
  for (let at = team.member; at < units.length; at += team.members) {
    shared.means.set(pass.meansOf(units[at]!), at * plan.logits);
  }
  team.meet();
  return heldOutFit(plan, job.races, units, people, shared.means);
}

interface Epoch {
  /** Minus the log likelihood, and the people it is of. */
  readonly loss: number;
  readonly voters: number;
  readonly stopped: boolean;
}

function* trainEpoch(
  trainee: Trainee,
  restart: number,
  epoch: number,
): Generator<TrainingEvent, Epoch> {
  const { settings } = trainee.job;
  const { unitsPerBatch, seed, epochs } = settings;
  const order = restart * epochs + epoch;
  const batches = batchesOf(trainee.trainUnits, unitsPerBatch, seed, order);
  let loss = 0;
  let voters = 0;
  for (const [at, batch] of batches.entries()) {
    const step = epoch * batches.length + at;
    const steps = epochs * batches.length;
    const ofBatch = trainStep(trainee, { batch, restart, step, steps });
    if (ofBatch === undefined) return { loss, voters, stopped: true };
    loss += ofBatch;
    voters += batch.reduce((sum, unit) => sum + trainee.people[unit]!, 0);
    yield { kind: "step" };
  }
  return { loss, voters, stopped: false };
}

export interface RestartOutcome {
  readonly finished: FinishedRestart;
  readonly stopped: boolean;
}

/** Calls `onTrace` before the event of each epoch. */
export function* trainRestart(
  trainee: Trainee,
  restart: number,
  resume: JobState | undefined,
  onTrace: (trace: EpochTrace) => void,
): Generator<TrainingEvent, RestartOutcome> {
  const { settings } = trainee.job;
  begin(trainee, restart, resume);
  let fit = resume?.trace.at(-1);
  let stopped = false;
  for (let epoch = resume?.epoch ?? 0; epoch < settings.epochs && !stopped; epoch++) {
    const { loss, voters, stopped: cut } = yield* trainEpoch(trainee, restart, epoch);
    stopped = cut;
    // Stopped before its first batch, an epoch has moved nothing.
    if (voters === 0 && fit !== undefined) break;
    const heldOut = evaluate(trainee);
    fit = { restart, epoch: epoch + 1, loss: loss / voters, ...(heldOut && { heldOut }) };
    onTrace(fit);
    yield { kind: "epoch", trace: fit, complete: !stopped };
  }
  if (fit === undefined) throw new Error("a restart has at least one epoch");
  const position = Float32Array.from(trainee.shared.position);
  return { finished: { restart, position, fit }, stopped };
}
