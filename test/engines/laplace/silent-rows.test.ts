/** Rows without trials say nothing: an approximation with them is the one without them. */
import { expect, it } from "vitest";
import { compile, fit, frameFromColumns } from "../../../src/index.js";
import { latentOf } from "./laplace-models.js";

const cells = Array.from({ length: 60 }, (_, i) => ({
  g: `g${i % 6}`,
  h: `h${i % 5}`,
  x: (i % 4) - 1.5,
  n: i % 7 < 2 ? 0 : 4,
  k: i % 7 < 2 ? 0 : (i * 7) % 5,
}));

function compileCells(rows: typeof cells) {
  const frame = frameFromColumns("cells", {
    g: rows.map(({ g }) => g),
    h: rows.map(({ h }) => h),
    x: rows.map(({ x }) => x),
    n: rows.map(({ n }) => n),
    k: rows.map(({ k }) => k),
  });
  const priors = { "Intercept(at=0)": "Normal(0, 2)", common: "Normal(0, 1)", sd: "HalfNormal(1)" };
  return compile("p(k, n) ~ x + (1 | g) + (1 | h)", frame, { family: "binomial", priors });
}

// The first rows of the one say something, those of the other nothing.
const orders = { "after others": [...cells].reverse(), "before others": cells };

it.each(Object.entries(orders))("with them %s", async (_name, rows) => {
  const speaking = rows.filter(({ n }) => n > 0);
  const [all, some] = [compileCells(rows), compileCells(speaking)];
  expect(latentOf(all).predictor.rowCount).toBe(latentOf(some).predictor.rowCount);
  const [with_, without] = [
    await fit(all, { engine: "inla" }),
    await fit(some, { engine: "inla" }),
  ];
  const { logMarginalLikelihood, centre } = with_.approximation;
  expect(logMarginalLikelihood.integrated).toBeCloseTo(
    without.approximation.logMarginalLikelihood.integrated,
    8,
  );
  centre.mean.forEach((value, j) =>
    expect(value).toBeCloseTo(without.approximation.centre.mean[j]!, 7),
  );
  expect(with_.criteria.waic.value).toBeCloseTo(without.criteria.waic.value, 7);
  expect(with_.criteria.dic.value).toBeCloseTo(without.criteria.dic.value, 7);
  const { cpo, pit } = with_.leaveOneOut;
  expect(cpo).toHaveLength(rows.length);
  rows.forEach(({ n }, i) => {
    if (n > 0) return;
    expect(cpo[i]).toBeCloseTo(1, 10);
    expect(pit[i]).toBeCloseTo(0.5, 10);
  });
});
