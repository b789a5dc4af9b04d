/** What each member of a team does: all restarts of a job, one after the other, the best of them kept. */
import type { NetworkBackend } from "../kernels/network-kernels.js";
import type { EpochTrace } from "../trained-network.js";
import type { FinishedRestart, TrainingJob, TrainingOutcome, JobState } from "../training-job.js";
import type { SharedNumbers } from "./shared-numbers.js";
import type { Team } from "./team.js";
import { trainRestart, type TrainingEvent } from "./train-restart.js";
import { openTrainee } from "./trainee.js";

export interface MemberTraining {
  readonly events: Generator<TrainingEvent, TrainingOutcome>;
  /** Where the training stands; to be asked for at the event of an epoch. */
  readonly state: () => JobState;
}

/** By the loss of held-out units, or where there are none by that of the others. */
function isBetter(restart: FinishedRestart, best: FinishedRestart | undefined): boolean {
  if (best === undefined) return true;
  const lossOf = ({ fit }: FinishedRestart): number => fit.heldOut?.loss ?? fit.loss;
  return lossOf(restart) < lossOf(best) || Number.isNaN(lossOf(best));
}

export function openMemberTraining(
  job: TrainingJob,
  shared: SharedNumbers,
  team: Team,
  backend?: NetworkBackend,
): MemberTraining {
  const trainee = openTrainee(job, shared, team, backend);
  const { resume } = job;
  const trace: EpochTrace[] = [...(resume?.trace ?? [])];
  let best = resume?.best;
  function* train(): Generator<TrainingEvent, TrainingOutcome> {
    let stopped = false;
    const first = resume?.restart ?? 0;
    for (let restart = first; restart < job.settings.restarts && !stopped; restart++) {
      const from = restart === first ? resume : undefined;
      const outcome = yield* trainRestart(trainee, restart, from, (fit) => trace.push(fit));
      stopped = outcome.stopped;
      if (isBetter(outcome.finished, best)) best = outcome.finished;
    }
    if (best === undefined) throw new Error("a training has at least one restart");
    return { best, trace, stopped };
  }
  const state = (): JobState => ({
    restart: trace.at(-1)?.restart ?? 0,
    epoch: trace.at(-1)?.epoch ?? 0,
    position: Float32Array.from(shared.position),
    firstMoments: Float32Array.from(shared.first),
    secondMoments: Float32Array.from(shared.second),
    trace: [...trace],
    ...(best && { best }),
  });
  return { events: train(), state };
}
