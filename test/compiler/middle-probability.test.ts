/** Probabilities of counts by sums and by distribution functions are the same. */
import { describe, expect, it } from "vitest";
import { openMiddleProbability } from "../../src/compiler/middle-probability.js";
import { compile, frameFromColumns } from "../../src/index.js";
import { deterministic } from "../../src/math/index.js";
import { families } from "../../src/vocabulary/index.js";

const y = [0, 1, 3, 17, 60, 61, 200];
const n = y.map((value, i) => value + [2, 0, 40, 3, 500, 61, 1][i]!);
const frame = frameFromColumns("counts", { y, n });

describe("the middle of a count's probability", () => {
  for (const [family, response, means] of [
    ["binomial", "p(y, n)", [1e-12, 0.02, 0.4, 0.999, 1]],
    ["poisson", "y", [1e-9, 0.5, 12, 150, 800]],
  ] as const)
    it(`is P(Y <= y) less half of P(Y = y), wherever the mean is: ${family}`, () => {
      const { spec } = compile(`${response} ~ 1`, frame, { family });
      const middle = openMiddleProbability(spec, Int32Array.from(y.keys()));
      const { cumulative, logLikelihood } = families[family];
      y.forEach((value, row) =>
        means.forEach((mu) => {
          const mass = Math.exp(logLikelihood(value, n[row]!, mu, [], deterministic));
          const expected = cumulative(value, n[row]!, mu, []) - 0.5 * mass;
          expect(middle(row, mu, []), `${value} at ${mu}`).toBeCloseTo(expected, 10);
        }),
      );
    });
});
