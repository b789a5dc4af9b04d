/** What a model looks like in mathematical notation. */
import { describe, expect, it } from "vitest";
import { compile, frameFromColumns } from "../../src/index.js";
import { equationToText } from "../../src/report/notation/equation-text.js";
import { equationToMathml } from "../../src/report/notation/mathml.js";
import { modelEquations } from "../../src/report/notation/model-equations.js";

const rows = Array.from({ length: 24 }, (_, i) => i);
const frame = frameFromColumns("survey", {
  yes: rows.map((i) => i % 4),
  n: rows.map(() => 5),
  y: rows.map((i) => Math.sin(i) + 2),
  x: rows.map((i) => Math.cos(3 * i)),
  wave: rows.map((i) => i % 6),
  size: rows.map((i) => 10 + i),
  eth: rows.map((i) => ["Black", "Other", "White"][i % 3]!),
  state: rows.map((i) => ["AK", "AL", "AZ", "CA"][i % 4]!),
});

type Options = Parameters<typeof compile>[2];

function written(formula: string, options: Options): readonly string[] {
  return modelEquations(compile(formula, frame, options).spec).map(equationToText);
}

describe("the equations of a model", () => {
  it("state likelihood, predictor, effects and priors of a binomial model of cells", () => {
    const priors = {
      "Intercept(at=0)": "Normal(0, 1.5)",
      common: "Normal(0, 1)",
      sd: "HalfNormal(1)",
    };
    const lines = written("p(yes, n) ~ x + eth + (1 | state)", { family: "binomial", priors });
    expect(lines).toEqual([
      "yes[i] ~ Binomial(n[i], p[i])",
      "logit(p[i]) = β[0] + β[x] x[i] + β[eth[i]] + u[state[i]]",
      "u[state, j] ~ Normal(0, σ[1|state])   # for each of 4 levels of state",
      "β[0] ~ Normal(0, 1.5)",
      "β[x] ~ Normal(0, 1)",
      "β[eth[Other]] ~ Normal(0, 1)",
      "β[eth[White]] ~ Normal(0, 1)",
      "σ[1|state] ~ HalfNormal(1)",
    ]);
  });

  it("show slopes that are correlated with the intercepts, and residuals", () => {
    const lines = written("y ~ x + (x | state)", { family: "gaussian" });
    expect(lines[0]).toBe("y[i] ~ Normal(μ[i], σ)");
    expect(lines[1]).toBe("μ[i] = β[0] + β[x] x[i] + u[state[i]] + u^x[state[i]] x[i]");
    expect(lines[2]).toContain("(u[j], u^x[j]) ~ MultivariateNormal(0, Σ[state])");
    expect(lines.filter((line) => line.startsWith("R[1 + x|state] ~ LKJ"))).toHaveLength(1);
  });

  it("show offsets, structured effects and columns that a transform makes", () => {
    const lines = written("yes ~ poly(x, 2) + rw1(wave) + offset(log(size))", {
      family: "poisson",
      priors: { sd: "HalfNormal(1)" },
    });
    expect(lines[1]).toContain("∑[k]β[poly(x, 2), k] poly(x, 2)[i, k]");
    expect(lines[1]).toContain("f^rw1[wave[i]]");
    expect(lines[1]).toContain("offset[i]");
  });

  it("are MathML in which names of the data are escaped", () => {
    const odd = frameFromColumns("d", { y: rows.map(Math.sin), "a<b": rows.map(Math.cos) });
    const [, predictor] = modelEquations(compile("y ~ `a<b`", odd).spec);
    const html = equationToMathml(predictor!);
    expect(html).toContain("<mtext>a&lt;b</mtext>");
    expect(html).not.toContain("a<b");
  });
});
