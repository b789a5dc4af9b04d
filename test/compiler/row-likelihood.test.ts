/** What each row adds to the log likelihood is what its family says, for any run of rows. */
import { describe, expect, it } from "vitest";
import { compile, frameFromColumns } from "../../src/index.js";
import { allRows, openRowLikelihoods } from "../../src/compiler/index.js";
import { deterministic } from "../../src/math/index.js";
import { families, links, type FamilyName } from "../../src/vocabulary/index.js";

const x = [-1.2, 0.3, 0.8, -0.4, 1.7, 0.1, -0.9, 0.5];
const frame = frameFromColumns("rows", {
  x,
  g: ["a", "b", "c", "a", "b", "c", "a", "b"],
  h: ["u", "u", "v", "v", "u", "v", "u", "v"],
  w: [1, 2, 0.5, 1, 3, 1, 1.5, 1],
  real: [0.2, -1.1, 2.4, 0.3, 0.9, -0.6, 1.2, 0.1],
  positive: [0.2, 1.1, 2.4, 0.3, 0.9, 0.6, 1.2, 0.1],
  share: [0.2, 0.6, 0.5, 0.3, 0.9, 0.6, 0.12, 0.1],
  yes: [0, 1, 1, 0, 1, 0, 0, 1],
  count: [0, 3, 1, 2, 5, 0, 1, 4],
  n: [4, 5, 3, 2, 9, 0, 6, 4],
});

const rowsOf: readonly (readonly [FamilyName, string])[] = [
  ["gaussian", "real"],
  ["student_t", "real"],
  ["bernoulli", "yes"],
  ["binomial", "p(count, n)"],
  ["poisson", "count"],
  ["negative_binomial", "count"],
  ["gamma", "positive"],
  ["beta", "share"],
  ["gaussian", "weighted(real, w)"],
  ["poisson", "weighted(count, w)"],
  ["gaussian", "se(real, w)"],
];

/** Some value for every parameter: effects near zero, scales above. */
function someDraw(model: ReturnType<typeof compile>): Float64Array {
  return Float64Array.from(model.parameters, ({ role }, at) =>
    role === "sd" || role === "auxiliary" ? 0.7 + 0.3 * at : 0.2 * Math.sin(at + 1) + 0.3,
  );
}

describe("the likelihood of rows", () => {
  it.each(rowsOf)("is that of the family: %s, %s", (family, response) => {
    const link = family === "gamma" ? { link: "log" } : {};
    const model = compile(`${response} ~ x * h + (1 + x | g)`, frame, { family, ...link });
    const draw = someDraw(model);
    const named = (name: string): number => {
      const at = model.parameters.findIndex((parameter) => parameter.name === name);
      return draw[at]!;
    };
    const { values, trials, weights, standardErrors } = model.spec.design.response;
    const groups = ["a", "b", "c", "a", "b", "c", "a", "b"];
    const isV = [0, 0, 1, 1, 0, 1, 0, 1];
    const auxiliary = model.parameters.flatMap(({ role }, at) =>
      role === "auxiliary" ? [draw[at]!] : [],
    );
    const expected = Array.from(values, (y, i) => {
      const eta =
        named("Intercept") +
        named("x") * x[i]! +
        isV[i]! * (named("h[v]") + named("x:h[v]") * x[i]!) +
        named(`1|g[${groups[i]!}]`) +
        named(`x|g[${groups[i]!}]`) * x[i]!;
      const mu = links[model.spec.link].inverse(eta, deterministic);
      const own = standardErrors ? [standardErrors[i]!] : auxiliary;
      const one = families[family].logLikelihood(y, trials?.[i] ?? 1, mu, own, deterministic);
      return (weights?.[i] ?? 1) * one;
    });
    const open = openRowLikelihoods(model);
    for (const rows of [allRows(model), Int32Array.of(6, 3, 4)]) {
      const found = new Float64Array(rows.length);
      open(rows).logLikelihood(draw, found);
      found.forEach((value, i) => expect(value).toBeCloseTo(expected[rows[i]!]!, 10));
    }
  });
});
