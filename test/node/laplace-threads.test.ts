import { describe, expect, it } from "vitest";
import { fit } from "../../src/index.js";
import { laplaceThreads } from "../../src/node/index.js";
import { buildLatentPlan, openLatentGaussian } from "../../src/compiler/index.js";
import { openPointEvaluator } from "../../src/engines/laplace/index.js";
import { answerTask, type LaplaceTask } from "../../src/posterior/index.js";
import { compileCase, modelCases, simulate } from "../engines/laplace/laplace-models.js";

const model = compileCase(modelCases[6]!, simulate(80, 8, 3));

describe("threads of an approximation", () => {
  it.each([2, 3])(
    "with %i of them answer every task with the bits of the calling thread",
    async (threads) => {
      const plan = buildLatentPlan(model.spec);
      if ("kind" in plan) throw new Error(plan.parameter);
      const target = openLatentGaussian(plan);
      const evaluator = openPointEvaluator(target);
      const start = { theta: target.start, mode: target.prior.mean, slopes: [] };
      const tasks = Array.from({ length: 7 }, (_, at): LaplaceTask => {
        const theta = target.start.map((value, k) => value + 0.1 * (at - 3) * (k + 1));
        return at % 2 === 0
          ? { kind: "gradient", theta, start }
          : { kind: "conditional", theta, start, strategy: "variational" };
      });
      const opened = laplaceThreads({ threads })(plan)!;
      let told = 0;
      const answers = await opened.answer(tasks, () => told++, undefined);
      opened.close();
      expect(told).toBe(7);
      expect(answers).toEqual(tasks.map((task) => answerTask(evaluator, task)));
    },
  );

  it("change no bit of a fit", async () => {
    const alone = await fit(model, { engine: "inla" });
    const threaded = await fit(model, { engine: "inla", threads: laplaceThreads({ threads: 2 }) });
    expect(threaded.approximation.points).toEqual(alone.approximation.points);
    expect(threaded.draws.values).toEqual(alone.draws.values);
  });

  it("change no bit of a corrected fit", async () => {
    const corrected = { engine: "inla", correct: true } as const;
    const alone = await fit(model, corrected);
    const threaded = await fit(model, { ...corrected, threads: laplaceThreads({ threads: 2 }) });
    expect(threaded.correction).toEqual(alone.correction);
    expect(threaded.draws.values).toEqual(alone.draws.values);
  });
});
