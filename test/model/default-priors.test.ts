import { describe, expect, it } from "vitest";
import { heartTransplant } from "./heart-transplant.js";
import { frameOf, priorsOf, specify } from "./specify.js";

describe("default priors of the heart-transplant models are Bambi's", () => {
  it("for the treatment alone", () => {
    const spec = specify("Outcome ~ 1 + Treatment\nfamily = gaussian", heartTransplant());
    const priors = priorsOf(spec);
    expect(priors["Treatment"]).toBe("Normal(0, 2.6207)");
    expect(priors["Intercept"]).toBe("Normal(0.5, 2.1129)");
    expect(priors["sigma"]).toBe("HalfStudentT(4, 0.5)");
    expect(spec.common[0]!.columnMean).toBeCloseTo(13 / 20, 14);
    expect(spec.common[0]!.prior.reason).toBe(
      "slope: 2.5 · sd(y) / sd(Treatment) = 2.5 · 0.5 / 0.47697 = 2.6207, rule of Bambi",
    );
  });

  it("with the stratum and the product", () => {
    const items = "Outcome ~ Treatment * Risk_Strata\nfamily = gaussian";
    expect(priorsOf(specify(items, heartTransplant()))).toEqual({
      Intercept: "Normal(0.5, 2.8437)",
      Treatment: "Normal(0, 2.6207)",
      Risk_Strata: "Normal(0, 2.5516)",
      "Treatment:Risk_Strata": "Normal(0, 2.5126)",
      sigma: "HalfStudentT(4, 0.5)",
    });
  });
});

const cells = {
  y: [2, 1, 0, 3, 5, 0],
  n: [4, 3, 0, 6, 6, 2],
  x: [0.1, 0.2, 9.0, 0.4, 0.5, 0.6],
  a: ["p", "q", "r", "p", "q", "r"],
  g: ["g1", "g2", "g3", "g1", "g2", "g3"],
};

/** The same data with a row per trial. */
function individuals(): Record<string, (string | number)[]> {
  const rows: Record<string, (string | number)[]> = { y: [], x: [], a: [], g: [] };
  cells.n.forEach((trials, cell) => {
    for (let trial = 0; trial < trials; trial++) {
      rows["y"]!.push(trial < cells.y[cell]! ? 1 : 0);
      rows["x"]!.push(cells.x[cell]!);
      rows["a"]!.push(cells.a[cell]!);
      rows["g"]!.push(cells.g[cell]!);
    }
  });
  return rows;
}

describe("default priors of a binomial model", () => {
  it("are the same for cells and for individuals", () => {
    const terms = "x + a + a:x + (x | g)";
    const aggregated = specify(`p(y, n) ~ ${terms}\nfamily = binomial`, frameOf(cells));
    const single = specify(`y ~ ${terms}\nfamily = bernoulli`, frameOf(individuals()));
    expect(priorsOf(aggregated)).toEqual(priorsOf(single));
    const means = aggregated.common.map(({ columnMean }) => columnMean);
    single.common.forEach(({ columnMean }, j) => expect(means[j]).toBeCloseTo(columnMean, 13));
  });

  it("weight rows once with priors = bambi", () => {
    const items = 'p(y, n) ~ x\nfamily = binomial\npriors = "bambi"';
    const spec = specify(items, frameOf(cells));
    const mean = cells.x.reduce((sum, x) => sum + x, 0) / cells.x.length;
    const variance = cells.x.reduce((sum, x) => sum + (x - mean) ** 2, 0) / cells.x.length;
    expect(spec.common[0]!.prior.distribution.parameters[1]).toBeCloseTo(
      1 / Math.sqrt(variance),
      12,
    );
    expect(spec.common[0]!.columnMean).toBeCloseTo(mean, 13);
  });

  it("are 1 for categorical terms and 1.5 for the intercept under logit and probit", () => {
    for (const link of ["logit", "probit"]) {
      const spec = specify(`p(y, n) ~ a\nfamily = binomial(link = "${link}")`, frameOf(cells));
      expect(priorsOf(spec)).toEqual({
        Intercept: "Normal(0, 1.5)",
        "a[q]": "Normal(0, 1)",
        "a[r]": "Normal(0, 1)",
      });
    }
  });

  it("follow the general rule under cloglog", () => {
    const { common } = specify('p(y, n) ~ a\nfamily = binomial(link = "cloglog")', frameOf(cells));
    const share = 9 / 21;
    const sd = Math.sqrt(share * (1 - share));
    expect(common[0]!.prior.distribution.parameters[1]).toBeCloseTo(2.5 / sd, 12);
  });

  it("take 1 / sd of the sum of the columns for a mixed term of several columns", () => {
    const spec = specify("p(y, n) ~ x + a:x\nfamily = binomial", frameOf(cells));
    const mixed = spec.common.filter(({ term }) => term.includes(":"));
    expect(mixed.length).toBe(2);
    const trials = cells.n;
    const total = trials.reduce((sum, n) => sum + n, 0);
    const sums = cells.x.map((x, row) => (cells.a[row] === "p" ? 0 : x));
    const mean = sums.reduce((sum, x, row) => sum + trials[row]! * x, 0) / total;
    const variance = sums.reduce((sum, x, row) => sum + trials[row]! * (x - mean) ** 2, 0) / total;
    for (const { prior } of mixed) {
      expect(prior.distribution.parameters[1]).toBeCloseTo(1 / Math.sqrt(variance), 12);
    }
  });

  it("give a group intercept the spread of the intercept without its special case", () => {
    const spec = specify("p(y, n) ~ x + (1 | g)\nfamily = binomial", frameOf(cells));
    const { columnMean, prior } = spec.common[0]!;
    const scale = prior.distribution.parameters[1]!;
    const expected = Math.sqrt(6.25 + (scale * columnMean) ** 2);
    expect(spec.group[0]!.scalePriors[0]!.distribution.parameters[0]).toBeCloseTo(expected, 12);
  });
});

describe("default priors of other families", () => {
  const frame = frameOf({ y: [1, 2, 3, 4, 5], x: [0, 1, 1, 2, 5], w: [1, 2, 0, 3, 1] });

  it("weight rows by weighted(y, w)", () => {
    const spec = specify("weighted(y, w) ~ x\nfamily = gaussian", frame);
    const mean = (0 + 2 + 6 + 5) / 7;
    expect(spec.common[0]!.columnMean).toBeCloseTo(mean, 14);
  });

  it("do not follow the response of a count family", () => {
    expect(priorsOf(specify("y ~ 1\nfamily = poisson", frame))).toEqual({
      Intercept: "Normal(0, 2.5)",
    });
    expect(priorsOf(specify("y ~ 1\nfamily = negative_binomial", frame))).toEqual({
      Intercept: "Normal(0, 2.5)",
      alpha: "HalfCauchy(1)",
    });
  });

  it("name sigma and nu for student_t under any of its spellings", () => {
    for (const name of ["t", "student_t"]) {
      expect(priorsOf(specify(`y ~ 1\nfamily = ${name}`, frame))).toMatchObject({
        sigma: "HalfStudentT(4, 1.4142)",
        nu: "Gamma(2, 0.1)",
      });
    }
  });

  it("know no sigma where standard errors are given", () => {
    const spec = specify("se(y, x + 1) ~ 1\nfamily = gaussian", frame);
    expect(spec.auxiliary).toEqual([]);
  });

  it("leave a term with a user's prior out of the intercept's spread", () => {
    const items = "y ~ x\nfamily = gaussian\nprior x ~ Normal(0, 1)";
    expect(priorsOf(specify(items, frame))).toEqual({
      Intercept: "Normal(3, 3.5355)",
      x: "Normal(0, 1)",
      sigma: "HalfStudentT(4, 1.4142)",
    });
  });
});
