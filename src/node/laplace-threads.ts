/** Worker threads that evaluate points of a nested Laplace approximation, and weigh draws of its correction. */
import { availableParallelism } from "node:os";
import type {
  LaplaceTaskAnswer,
  LaplaceThreads,
  OpenLaplaceThreads,
  ThreadAnswer,
} from "../posterior/index.js";
import { hireWorker, type HiredWorker } from "./hired-worker.js";

/** Hands out the jobs one by one; `act` answers one of them. */
type Take<Answer> = (act: (at: number) => Promise<Answer>) => Promise<void>;

/** Answers of so many jobs, in their order, by takers that each take the next job as long as there is one. */
async function shareOut<Answer>(
  count: number,
  signal: AbortSignal | undefined,
  start: (take: Take<Answer>) => readonly Promise<void>[],
): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  let next = 0;
  await Promise.all(
    start(async (act) => {
      while (next < count && signal?.aborted !== true) {
        const at = next++;
        answers[at] = await act(at);
      }
    }),
  );
  return answers;
}

const eventsPass = (): Promise<void> => new Promise((resume) => setImmediate(resume));

/**
 * As many threads as the machine has, or `threads`; idle ones take the next task, and answers keep the
 * order of the tasks. What a task answers does not depend on the thread.
 */
export function laplaceThreads(options: { readonly threads?: number } = {}): OpenLaplaceThreads {
  const count = Math.max(1, options.threads ?? availableParallelism());
  return (plan) => {
    if (count < 2) return undefined;
    const hired: HiredWorker[] = [];
    const hire = (wanted: number): readonly HiredWorker[] => {
      while (hired.length < wanted) hired.push(hireWorker(plan));
      return hired.slice(0, wanted);
    };
    const threads: LaplaceThreads = {
      answer: (tasks, onAnswer, signal) =>
        shareOut(tasks.length, signal, (take) =>
          hire(count).map((worker) =>
            take(async (at) => {
              const answer = (await worker.ask(tasks[at]!)) as LaplaceTaskAnswer;
              onAnswer();
              return answer;
            }),
          ),
        ),
      weigh: (weighing, batches, own, signal) =>
        shareOut(batches.length, signal, (take) => {
          const ask = (worker: HiredWorker): Promise<void> =>
            take(
              (at) =>
                worker.ask({ kind: "batch", batch: batches[at]! }) as Promise<
                  Extract<ThreadAnswer, { readonly logs: Float64Array }>
                >,
            );
          const helpers = hire(count - 1);
          for (const worker of helpers) worker.follow(weighing);
          // Each has a second batch in hand, since this thread is busy when it has done the first.
          return [...helpers, ...helpers].map(ask).concat(
            take(async (at) => {
              const weighed = own(batches[at]!);
              await eventsPass();
              return weighed;
            }),
          );
        }),
      close: () => hired.forEach((worker) => worker.dismiss()),
    };
    return threads;
  };
}
