/** Worker threads that evaluate points of a nested Laplace approximation, and weigh draws of its correction. */
import { availableParallelism } from "node:os";
import type { LatentPlan } from "../compiler/index.js";
import type { WeighedBatch, WeighingBatch } from "../engines/importance/index.js";
import type {
  LaplaceTask,
  LaplaceTaskAnswer,
  LaplaceThreads,
  OpenLaplaceThreads,
} from "../posterior/index.js";
import { hireWorker, type HiredWorker } from "./hired-worker.js";

/** Takes job after job as long as there is one; `act` answers it. */
type Take<Job, Answer> = (act: (job: Job) => Promise<Answer>) => Promise<void>;

/** Answers of jobs, in their order, by takers that each take the next one when they are idle. */
async function shareOut<Job, Answer>(
  jobs: readonly Job[],
  signal: AbortSignal | undefined,
  start: (take: Take<Job, Answer>) => readonly Promise<void>[],
): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  const waiting = jobs.entries();
  const take: Take<Job, Answer> = async (act) => {
    for (const [at, job] of waiting) {
      if (signal?.aborted === true) return;
      answers[at] = await act(job);
    }
  };
  await Promise.all(start(take));
  return answers;
}

const eventsPass = (): Promise<void> => new Promise((resume) => setImmediate(resume));

/** Workers that are started when they are first needed. */
function openCrew(plan: LatentPlan) {
  const hired: HiredWorker[] = [];
  return {
    hire: (wanted: number): readonly HiredWorker[] => {
      while (hired.length < wanted) hired.push(hireWorker(plan));
      return hired.slice(0, wanted);
    },
    dismiss: () => hired.forEach((worker) => worker.dismiss()),
  };
}

/**
 * As many threads as the machine has, or `threads`; idle ones take the next task, and answers keep the
 * order of the tasks. What a task answers does not depend on the thread.
 */
export function laplaceThreads(options: { readonly threads?: number } = {}): OpenLaplaceThreads {
  const count = Math.max(1, options.threads ?? availableParallelism());
  return (plan) => {
    if (count < 2) return undefined;
    const { hire, dismiss } = openCrew(plan);
    const threads: LaplaceThreads = {
      answer: (tasks, onAnswer, signal) =>
        shareOut<LaplaceTask, LaplaceTaskAnswer>(tasks, signal, (take) =>
          hire(count).map((worker) =>
            take(async (task) => {
              const answer = await worker.answer(task);
              onAnswer();
              return answer;
            }),
          ),
        ),
      weigh: (weighing, batches, own, signal) =>
        shareOut<WeighingBatch, WeighedBatch>(batches, signal, (take) => {
          const helpers = hire(count - 1);
          for (const worker of helpers) worker.follow(weighing);
          // Each has a second batch in hand, since this thread is busy when it has done the first.
          const helping = [...helpers, ...helpers].map((worker) => take(worker.weigh));
          const owning = take(async (batch) => {
            const weighed = own(batch);
            await eventsPass();
            return weighed;
          });
          return [...helping, owning];
        }),
      close: dismiss,
    };
    return threads;
  };
}
