import { beforeAll, describe, expect, it } from "vitest";
import { exportFit } from "../../src/index.js";
import type { Posterior } from "../../src/index.js";
import { rowDraws } from "../../src/posterior/index.js";
import { hostileColumn, hostileFit, hostileLevels } from "./fitted.js";

type Nested = number | boolean | readonly Nested[];
type Group = Readonly<Record<string, readonly Nested[]>>;
interface InferenceData {
  readonly posterior: Group;
  readonly sample_stats?: Group;
  readonly observed_data: Group;
  readonly log_likelihood?: Group;
  readonly coords: Readonly<Record<string, readonly (string | number)[]>>;
  readonly dims: Readonly<Record<string, readonly string[]>>;
}

async function read(posterior: Posterior, log_likelihood = false): Promise<InferenceData> {
  const [file] = await exportFit(posterior, "full.json", { log_likelihood });
  return JSON.parse(String(file?.contents)) as InferenceData;
}

/** `[2, 50, 7]` of what a nested list holds. */
function shapeOf(value: Nested | undefined): readonly number[] {
  return Array.isArray(value) ? [value.length, ...shapeOf((value as readonly Nested[])[0])] : [];
}

describe("ArviZ's JSON of a fit", () => {
  let posterior: Posterior;
  let data: InferenceData;
  beforeAll(async () => {
    posterior = await hostileFit();
    data = await read(posterior);
  });

  it("has a variable a term, with the levels as coordinates", () => {
    expect(shapeOf(data.posterior["1|g"])).toEqual([2, 50, 7]);
    expect(shapeOf(data.posterior["a"])).toEqual([2, 50, 3]);
    expect(shapeOf(data.posterior["sd(1|g)"])).toEqual([2, 50]);
    expect(data.dims["1|g"]).toEqual(["g__factor_dim"]);
    expect(data.dims["chain|g"]).toEqual(["g__factor_dim"]);
    expect(data.coords["g__factor_dim"]?.toSorted()).toEqual(hostileLevels.toSorted());
    expect(data.posterior).toHaveProperty([hostileColumn]);
  });

  it("holds every draw of every parameter once, to the last digit", () => {
    const { parameters, values } = posterior.draws;
    const place = parameters.findIndex(({ name }) => name === "1|g[plain]");
    const level = data.coords["g__factor_dim"]?.indexOf("plain") ?? -1;
    const chain = data.posterior["1|g"]?.[1] as readonly (readonly number[])[];
    expect(chain[49]?.[level]).toBe(values[99 * parameters.length + place]);
    const entries = Object.values(data.posterior).map((one) => shapeOf(one)[2] ?? 1);
    expect(entries.reduce((sum, count) => sum + count, 0)).toBe(parameters.length);
  });

  it("calls no variable like a dimension", () => {
    const dimensions = new Set(["chain", "draw", ...Object.keys(data.coords)]);
    expect(Object.keys(data.posterior).filter((name) => dimensions.has(name))).toEqual([]);
    expect(shapeOf(data.posterior["chain_"])).toEqual([2, 50]);
    for (const [name, [dimension = ""]] of Object.entries(data.dims))
      expect([name, data.coords[dimension] !== undefined]).toEqual([name, true]);
  });

  it("has the sampler's statistics under ArviZ's names", () => {
    expect(Object.keys(data.sample_stats ?? {})).toEqual([
      "lp",
      "acceptance_rate",
      "step_size",
      "tree_depth",
      "n_steps",
      "diverging",
      "reached_max_treedepth",
      "energy",
    ]);
    for (const values of Object.values(data.sample_stats ?? {}))
      expect(shapeOf(values)).toEqual([2, 50]);
    expect(typeof (data.sample_stats?.["diverging"]?.[0] as readonly Nested[])[0]).toBe("boolean");
  });

  it("has the response that was observed", () => {
    expect(data.observed_data["y"]).toEqual(
      Array.from(posterior.model.spec.design.response.values),
    );
    expect(data.dims["y"]).toEqual(["__obs__"]);
    expect(data.coords["__obs__"]?.length).toBe(70);
  });

  it("has log likelihoods only when asked, those that loo uses", async () => {
    expect(data).not.toHaveProperty("log_likelihood");
    const asked = await read(posterior, true);
    const values = asked.log_likelihood?.["y"] as readonly (readonly (readonly number[])[])[];
    expect(shapeOf(values)).toEqual([2, 50, 70]);
    for (const { row, logLikelihood } of rowDraws(posterior))
      expect(values.flat().map((draw) => draw[row])).toEqual(Array.from(logLikelihood));
  });

  it("escapes what would end a script or turn a line around", async () => {
    const [file] = await exportFit(posterior, "full.json");
    expect(String(file?.contents)).not.toMatch(/[<\u202e\u2066]/u);
  });

  it("has no sampler's statistics where nothing was sampled", async () => {
    const quick = await read(await hostileFit({ engine: "inla", draws: 20 }));
    expect(quick).not.toHaveProperty("sample_stats");
    expect(shapeOf(quick.posterior["1|g"])).toEqual([1, 20, 7]);
  });
});
