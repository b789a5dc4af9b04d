import { describe, expect, it } from "vitest";
import { loadFit } from "../../src/index.js";
import type { Posterior } from "../../src/index.js";
import { printDesign, printSpec } from "../../src/report/index.js";
import { runText } from "../session/run-text.js";

const files = {
  "places.csv": `y,vote,area,week,z,size,note\n${["a", "b", "c", "d"]
    .flatMap((area, at) =>
      [1, 2, 3, 4, 5].map(
        (week) =>
          `${(at + week * 7) % 5},${week % 2 ? "yes" : "no"},${area},${week},${week - at / 3},` +
          `${["small", "large"][(at + week) % 2] ?? ""},"says ""${area}"""`,
      ),
    )
    .join("\n")}\n`,
  "borders.csv": "from,to\na,b\nb,c\nc,d\n",
  "likeness.csv": "area,a,b,c,d\na,1,0.5,0,0\nb,0.5,1,0.5,0\nc,0,0.5,1,0.5\nd,0,0,0.5,1\n",
};

const models = {
  "a graph of neighbours": "y ~ z + besag(area, graph = g)\n family = poisson",
  "a known covariance": 'y ~ (1 | area, cov = S)\n family = poisson(link = "log")',
  "a random walk and an offset": "y ~ offset(0.5 * z) + rw1(week)\n family = poisson",
  "independent slopes": "y ~ 1 + (1 + z | area)\n bambi = true\n family = gaussian",
  "priors of every kind":
    'y ~ z + size + (z | area)\n family = negative_binomial\n priors = "bambi"\n' +
    " prior z ~ Normal(-0.1, 1 / 3)\n prior sd(1 | area) ~ HalfNormal(1e-1)\n prior cor ~ LKJ(2)",
  "R-INLA's priors": 'y ~ z + (1 | area)\n family = poisson\n priors = "r-inla"',
  "a level that counts as success": 'vote["yes"] ~ scale(z) + size',
  "weights and splines": "weighted(y, week) ~ bs(z, df = 4) + poly(week, 2) + {z + 1} + I(z ** 2)",
  "priors of names in back-quotes":
    "y ~ `common` + `odd, <b>` + (1 | `odd, <b>`)\n prior `common` ~ Normal(0, 3)\n" +
    " prior `odd, <b>` ~ Normal(0, 2)\n prior common ~ Normal(0, 0.1)\n" +
    " prior sd(1 | `odd, <b>`) ~ HalfNormal(1)",
  "priors of a walk":
    "y ~ rw1(week) + ar1(week, by = area)\n prior sd(rw1(week)) ~ HalfNormal(1)\n prior rho(ar1(week, by = area)) ~ Beta(2, 2)",
  "names in back-quotes": "`y` ~ `z` + C(week) + size:z",
};

async function fitted(model: string): Promise<{ posterior: Posterior; bytes: Uint8Array }> {
  const run = await runText(
    `data raw = read("places.csv") { size: ordered("small", "large") \n note: text }
     data places = derive(raw, \`common\` = z * 2, \`odd, <b>\` = week / 3)
     data S = read("likeness.csv")
     data unused = read("likeness.csv")
     data g = graph("borders.csv")
     model m on places {\n ${model}\n}
     full = fit(m, draws = 10, tune = 30, chains = 2, coordinates = own)
     save(full, "full.mlmfit")`,
    files,
  );
  expect(run.errors).toEqual([]);
  const posterior = run.value("full");
  if (posterior?.kind !== "fit") throw new Error("no fit");
  return { posterior, bytes: run.host.bytesOf("full.mlmfit") ?? new Uint8Array() };
}

describe("the model of a loaded fit", () => {
  it.each(Object.entries(models))("is the one that was saved: %s", async (_, model) => {
    const { posterior, bytes } = await fitted(model);
    const loaded = await loadFit(bytes);
    const [was, is] = [posterior.model, loaded.model];
    expect(printSpec(is.spec)).toBe(printSpec(was.spec));
    expect(printDesign(is.spec)).toBe(printDesign(was.spec));
    expect(is.parameters).toEqual(was.parameters);
    expect(is.spec.design.response).toEqual(was.spec.design.response);
    expect(is.spec.design.rows).toEqual(was.spec.design.rows);
    expect(is.spec.design.state.levels).toEqual(was.spec.design.state.levels);
    expect(is.spec.design.state.transforms).toEqual(was.spec.design.state.transforms);
    expect(loaded.draws).toEqual(posterior.draws);
    const { sources, frame } = is.spec.origin;
    expect(sources.frames.has("unused")).toBe(false);
    expect([sources.graphs.has("g"), sources.frames.has("S")]).toEqual([
      model.includes("graph = g"),
      model.includes("cov = S"),
    ]);
    expect(frame.columns.map(({ name }) => name)).not.toContain("note");
    expect(frame.origin).toEqual(was.spec.origin.frame.origin);
  });
});
