import { describe, expect, it } from "vitest";
import type { CompiledModel } from "../../../src/compiler/index.js";
import { collectDiagnostics } from "../../../src/diagnostics/index.js";
import { inferenceFailure } from "../../../src/posterior/inference-failure.js";
import type { Posterior } from "../../../src/posterior/index.js";
import { leaveAreaOut } from "../../../src/workflows/validation/index.js";
import type { LeaveAreaOutOptions } from "../../../src/workflows/validation/index.js";
import { codes, table } from "../../data/support/tables.js";
import { drawByName, fixedPosterior } from "../mrp/support/fixed-posterior.js";

const rows = ["a", "b", "c", "a", "b", "c"].map((state, row) => ({
  state,
  x: row / 3 - 1,
  y: row % 3,
  n: row === 5 ? 0 : 3 + row,
}));
const survey = table(
  {
    state: rows.map(({ state }) => state),
    x: rows.map(({ x }) => x),
    y: rows.map(({ y, n }) => Math.min(y, n)),
    n: rows.map(({ n }) => n),
  },
  "survey",
);
const model = fixedPosterior("p(y, n) ~ x + (1 | state)", survey, "binomial", 5).model;

/** Draws of the fold's own model, without any variation between states. */
const draw = (fitted: CompiledModel): Posterior => ({
  ...fixedPosterior(
    "p(y, n) ~ x + (1 | state)",
    fitted.spec.origin.frame,
    "binomial",
    5,
    ({ role }, random) => (role === "sd" ? 0 : random.normal()),
  ),
  model: fitted,
});

function validate(change: Partial<LeaveAreaOutOptions> = {}) {
  const sink = collectDiagnostics();
  const seen: string[][] = [];
  const options: LeaveAreaOutOptions = {
    by: ["state"],
    interval: 0.9,
    seed: 1,
    fit: (fitted) => {
      seen.push([...fitted.spec.design.predictor.group[0]!.factor.levels]);
      return Promise.resolve(draw(fitted));
    },
    ...change,
  };
  const result = leaveAreaOut(model.spec, options, sink);
  return result.then((validation) => ({ validation, seen, codes: codes(sink) }));
}

const logChoose = (n: number, k: number): number =>
  Array.from({ length: k }, (_, i) => Math.log((n - i) / (i + 1))).reduce((a, b) => a + b, 0);

describe("leaving areas out", () => {
  it("refits without each area, and predicts it as the definition says", async () => {
    const { validation, seen, codes: reported } = await validate();
    expect(reported).toEqual([]);
    expect(seen).toEqual([
      ["b", "c"],
      ["a", "c"],
      ["a", "b"],
    ]);
    for (const { labels, respondents, observed, mean, elpd, others } of validation!.areas) {
      const own = rows.filter(({ state, n }) => state === labels[0] && n > 0);
      const rest = rows.filter(({ state, n }) => state !== labels[0] && n > 0);
      const size = own.reduce((sum, { n }) => sum + n, 0);
      const total = (some: typeof rows): number =>
        some.reduce((sum, { y }) => sum + y, 0) / some.reduce((sum, { n }) => sum + n, 0);
      expect(respondents).toBe(size);
      expect(observed).toBeCloseTo(total(own), 12);
      expect(others).toBeCloseTo(total(rest), 12);
      const fold = draw((await fitted(labels[0]!)).model);
      const each = [0, 1, 2, 3, 4].map((index) => {
        const values = drawByName(fold, index);
        const p = (x: number): number =>
          1 / (1 + Math.exp(-values.get("Intercept")! - x * values.get("x")!));
        return {
          expected: own.reduce((sum, { x, n }) => sum + n * p(x), 0) / size,
          density: own.reduce(
            (sum, { x, y, n }) =>
              sum + logChoose(n, y) + y * Math.log(p(x)) + (n - y) * Math.log(1 - p(x)),
            0,
          ),
        };
      });
      expect(mean).toBeCloseTo(each.reduce((sum, { expected }) => sum + expected, 0) / 5, 12);
      const density = each.reduce((sum, one) => sum + Math.exp(one.density), 0) / 5;
      expect(elpd).toBeCloseTo(Math.log(density), 9);
    }
  });

  it("deals areas into folds, every area into one", async () => {
    const { validation, seen } = await validate({ folds: 2 });
    expect(seen.map((levels) => levels.length).sort()).toEqual([1, 2]);
    expect(validation!.areas.map(({ labels }) => labels[0])).toEqual(["a", "b", "c"]);
  });

  it("a fold that cannot be fitted is counted, and the others are kept", async () => {
    let fits = 0;
    const { validation } = await validate({
      fit: (one) =>
        fits++ === 1 ? Promise.reject(inferenceFailure([])) : Promise.resolve(draw(one)),
    });
    expect(validation).toMatchObject({ failed: 1, folds: 3, done: 3 });
    expect(validation!.areas.map(({ labels }) => labels[0])).toEqual(["a", "c"]);
    expect(validation!.table.notes.at(-1)).toContain("could not be fitted");
  });

  it("where no fold can be fitted there is nothing to say", async () => {
    await expect(
      validate({ fit: () => Promise.reject(inferenceFailure([])) }),
    ).rejects.toMatchObject({ name: "InferenceFailure" });
  });
});

async function fitted(state: string): Promise<{ model: CompiledModel }> {
  let found: CompiledModel | undefined;
  await validate({
    fit: (one) => {
      const levels = one.spec.design.predictor.group[0]!.factor.levels;
      if (!levels.includes(state)) found = one;
      return Promise.resolve(draw(one));
    },
  });
  return { model: found! };
}
