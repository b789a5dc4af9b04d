import { describe, expect, it } from "vitest";
import { compile, fit } from "../../src/index.js";
import { laplaceThreads } from "../../src/node/index.js";
import { buildLatentPlan, openLatentGaussian } from "../../src/compiler/index.js";
import { openWeigher, weighBatch } from "../../src/engines/importance/index.js";
import { openPointEvaluator } from "../../src/engines/laplace/index.js";
import { answerTask, type LaplaceTask } from "../../src/posterior/index.js";
import { answers } from "../engines/importance/answers.js";
import { compileCase, modelCases, simulate } from "../engines/laplace/laplace-models.js";

const model = compileCase(modelCases[6]!, simulate(80, 8, 3));
const oneFactor = compile("yes ~ 1 + (1 | subject)", answers(40, 4, 1, 6), {
  family: "bernoulli",
  priors: { "sd(1|subject)": "HalfNormal(1)" },
});

describe("threads of an approximation", () => {
  it.each([2, 3])(
    "with %i of them answer every task with the bits of the calling thread",
    async (threads) => {
      const plan = buildLatentPlan(model.spec);
      if ("kind" in plan) throw new Error(plan.kind);
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

  it.each([
    ["whose groups are integrated", "groups", oneFactor],
    ["whose effects are proposed jointly", "joint", model],
  ] as const)(
    "change no bit of a corrected fit %s",
    async (_which, recipe, corrected) => {
      const settings = { engine: "inla", correct: true } as const;
      const alone = await fit(corrected, settings);
      expect(alone.correction!.recipe).toBe(recipe);
      for (const threads of [2, 3]) {
        const threaded = await fit(corrected, {
          ...settings,
          threads: laplaceThreads({ threads }),
        });
        expect(threaded.correction).toEqual(alone.correction);
        expect(threaded.draws.values).toEqual(alone.draws.values);
      }
    },
    60_000,
  );

  it("weigh batches with the bits of the calling thread, whose share they take", async () => {
    const plan = buildLatentPlan(oneFactor.spec);
    if ("kind" in plan) throw new Error(plan.kind);
    const evaluator = openPointEvaluator(openLatentGaussian(plan));
    const { start: theta, prior, latentCount } = evaluator.density.conditional.system.target;
    const start = evaluator.tangent(theta, prior.mean);
    const weighing = {
      coordinates: { scales: [0], centres: theta },
      start,
      method: { kind: "groups", layout: { groups: latentCount - 1 }, nodes: 7 },
    } as const;
    const batches = Array.from({ length: 40 }, (_, number) => ({
      points: Array.from({ length: 5 }, (_u, at) => Float64Array.of(0.5 + 0.1 * at, 0.02 * number)),
      seed: 3,
      number,
    }));
    const weigher = openWeigher(evaluator, weighing);
    let own = 0;
    const opened = laplaceThreads({ threads: 2 })(plan)!;
    const weighed = await opened.weigh(
      weighing,
      batches,
      (batch) => {
        own++;
        return weighBatch(weigher, batch);
      },
      undefined,
    );
    opened.close();
    expect(weighed).toEqual(batches.map((batch) => weighBatch(weigher, batch)));
    expect(own).toBeGreaterThan(0);
  });
});
