/** Small models that the tests of this room fit. */
import { compile, frameFromColumns, type Model } from "../../src/index.js";
import { openStream } from "../../src/math/index.js";

/** Effects of coaching in eight schools and their standard errors (Rubin 1981). */
export const schools = {
  effects: [28, 8, -3, 7, -1, 1, 18, 12],
  errors: [15, 10, 16, 11, 9, 11, 10, 18],
} as const;

export function schoolsModel(): Model {
  const frame = frameFromColumns("schools", {
    y: [...schools.effects],
    s: [...schools.errors],
    school: ["A", "B", "C", "D", "E", "F", "G", "H"],
  });
  return compile("se(y, s) ~ 1 + (1 | school)", frame, {
    family: "gaussian",
    priors: { Intercept: "Normal(0, 5)", "sd(1 | school)": "HalfNormal(5)" },
  });
}

/** Counts of successes by a number and a factor with five levels. */
export function binomialModel(rows = 60): Model {
  const random = openStream(11, "test");
  const x = Array.from({ length: rows }, () => random.normal());
  const g = x.map((_, row) => `g${row % 5}`);
  const n = x.map((_, row) => row % 7);
  const y = n.map((trials, row) => {
    const p = 1 / (1 + Math.exp(-0.3 - 0.8 * x[row]!));
    return Array.from({ length: trials }, () => random.uniform()).filter((u) => u < p).length;
  });
  const frame = frameFromColumns("trials", { x, g, n, y });
  return compile("p(y, n) ~ x + (1 | g)", frame, { family: "binomial" });
}

/** A straight line with normal errors; the columns are returned too. */
export function lineModel(
  priors: Readonly<Record<string, string>>,
  rows = 30,
): { readonly model: Model; readonly x: readonly number[]; readonly y: readonly number[] } {
  const random = openStream(12, "test");
  const x = Array.from({ length: rows }, () => 3 + 2 * random.normal());
  const y = x.map((value) => 1 + 0.5 * value + 1.5 * random.normal());
  const frame = frameFromColumns("line", { x, y });
  return { model: compile("y ~ x", frame, { family: "gaussian", priors }), x, y };
}
