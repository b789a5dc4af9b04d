/** The nested Laplace engine against long Stan runs of multilevel models. */
import { describe, expect, it } from "vitest";
import { compile, fit, summary } from "../../src/index.js";
import { read } from "../../src/node/index.js";
import { readSharedJson, sharedIsHere, sharedPath } from "./shared-data.js";

interface LongRun {
  readonly parameters: {
    readonly name: readonly string[];
    readonly mean: readonly number[];
    readonly sd: readonly number[];
  };
  readonly dic: { readonly dic: number };
  readonly waic: { readonly waic: number };
}

const simple = { "Intercept(at=0)": "Normal(0, 5)", common: "Normal(0, 2.5)", sd: "HalfNormal(1)" };

const programs = {
  cces_mrp__simple: {
    data: "data/cces2018/biased_sample_cells.csv.gz",
    formula:
      "p(abortion, n) ~ male + repvote + (1 | state) + (1 | eth) + (1 | edu) + (1 | male:eth) + (1 | edu:age) + (1 | edu:eth)",
    options: { family: "binomial", priors: simple },
    criteriaWithin: 2.5,
    // Some 5,500 effective draws know a scale with few levels to 2 %, and the long run to 1 or 2 %: the worst of 120
    // sds was off by 6.6 % at most over fifteen seeds. The seed is fixed.
    correctedSdWithin: 0.07,
  },
  election88sim__inla: {
    data: "data/election_1988_simulated/election_1988.csv",
    formula: "bush ~ female + black + C(age_cat) + C(edu_cat) + (1 | state)",
    options: { family: "bernoulli", defaultPriors: "r-inla" },
    criteriaWithin: 0.3,
    correctedSdWithin: 0.05,
  },
} as const;

/** The runs call an effect `r_state[AK]`, a scale `sd_state`, a level of age `b_age_cat2`. */
function ourName(name: string): string {
  if (name === "Intercept") return name;
  if (name.startsWith("sd_")) return `sd(1|${name.slice(3)})`;
  if (name.startsWith("r_")) return name.replace(/^r_(.*?)\[/u, "1|$1[");
  return name.slice(2).replace(/^(age_cat|edu_cat)(\d)$/u, "C($1)[$2]");
}

describe.skipIf(!sharedIsHere)("the approximation of", () => {
  it.each(Object.entries(programs))("%s has the moments of the long run", async (name, program) => {
    const run = readSharedJson(`peers/results/reference/${name}.json`) as LongRun;
    const model = compile(program.formula, await read(sharedPath(program.data)), program.options);
    const result = await fit(model, { engine: "inla" });
    const rows = new Map(summary(result).rows.map((row) => [row.name, row]));
    const { parameters } = run;
    parameters.name.forEach((theirs, i) => {
      const ours = rows.get(ourName(theirs));
      expect(ours, theirs).toBeDefined();
      const sd = parameters.sd[i]!;
      expect(Math.abs(ours!.mean - parameters.mean[i]!) / sd, theirs).toBeLessThan(0.1);
      expect(Math.abs(ours!.sd / sd - 1), theirs).toBeLessThan(0.1);
    });
    const { dic, waic } = result.criteria;
    expect(Math.abs(dic.value - run.dic.dic)).toBeLessThan(program.criteriaWithin);
    expect(Math.abs(waic.value - run.waic.waic)).toBeLessThan(program.criteriaWithin);
  });

  it.each(Object.entries(programs))(
    "%s is exact once corrected, scales with few levels included",
    async (name, program) => {
      const run = readSharedJson(`peers/results/reference/${name}.json`) as LongRun;
      const model = compile(program.formula, await read(sharedPath(program.data)), program.options);
      const result = await fit(model, { engine: "inla", correct: true });
      expect(result.correction!.passed).toBe(true);
      const rows = new Map(summary(result).rows.map((row) => [row.name, row]));
      run.parameters.name.forEach((theirs, i) => {
        const { mean, sd } = rows.get(ourName(theirs))!;
        const [theirMean, theirSd] = [run.parameters.mean[i]!, run.parameters.sd[i]!];
        expect(Math.abs(mean - theirMean) / theirSd, theirs).toBeLessThan(0.1);
        expect(Math.abs(sd / theirSd - 1), theirs).toBeLessThan(program.correctedSdWithin);
      });
    },
    120_000,
  );
});
