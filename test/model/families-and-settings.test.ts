import { describe, expect, it } from "vitest";
import { frameOf, only, resolve, specify } from "./specify.js";

const frame = frameOf({
  y: [1, 0, 1, 1, 0, 1],
  n: [2, 1, 3, 1, 1, 1],
  z: [0.2, 0.4, 0.9, 0.1, 0.5, 0.6],
  s: [1, 1, 2, 2, 1, 1],
  vote: ["yes", "no", "yes", "yes", "no", "no"],
  x: [1, 2, 3, 4, 5, 7],
});

describe("the family", () => {
  it("is gaussian when none is given, as in Bambi, and a note says so", () => {
    const resolution = resolve("z ~ x", frame);
    expect(resolution.spec).toMatchObject({ family: "gaussian", link: "identity" });
    expect(only(resolution, "family-chosen").severity).toBe("note");
  });

  it("is binomial for successes among trials and bernoulli for a category", () => {
    expect(resolve("p(y, n) ~ x", frame).spec?.family).toBe("binomial");
    expect(resolve("vote[yes] ~ x", frame).spec?.family).toBe("bernoulli");
  });

  it("is named by a word, a text or a call with its link", () => {
    for (const setting of ["binomial", '"binomial"', "binomial()", "binomial(link = logit)"]) {
      expect(specify(`p(y, n) ~ x\nfamily = ${setting}`, frame)).toMatchObject({
        family: "binomial",
        link: "logit",
      });
    }
    expect(specify('p(y, n) ~ x\nfamily = binomial(link = "probit")', frame).link).toBe("probit");
    expect(specify('p(y, n) ~ x\nfamily = binomial("cloglog")', frame).link).toBe("cloglog");
  });

  it("that does not exist is an error with the nearest name", () => {
    const mistake = only(resolve("y ~ x\nfamily = bernouli", frame), "unknown-family");
    expect(mistake.help).toBe("did you mean `bernoulli`?");
  });

  it("of a later version is said to be so", () => {
    expect(resolve("y ~ x\nfamily = weibull", frame).codes).toEqual(["not-in-this-version"]);
  });

  it("has only its own links", () => {
    const mistake = only(resolve("y ~ x\nfamily = poisson(link = logit)", frame), "unknown-link");
    expect(mistake.expected).toBe("one of log, identity");
  });

  it("must be a family, with one link at most", () => {
    expect(resolve("y ~ x\nfamily = 3", frame).codes).toEqual(["bad-setting"]);
    expect(resolve("y ~ x\nfamily = poisson(log, 2)", frame).codes).toEqual(["bad-setting"]);
    expect(resolve("y ~ x\nfamily = poisson(lnk = log)", frame).codes).toEqual(["bad-setting"]);
  });

  it("must belong to the form of the response", () => {
    for (const items of [
      "p(y, n) ~ x\nfamily = poisson",
      "y ~ x\nfamily = binomial",
      "se(z, s) ~ x\nfamily = student_t",
      "vote[yes] ~ x\nfamily = gaussian",
    ]) {
      const { spec, codes } = resolve(items, frame);
      expect(spec).toBeUndefined();
      expect(codes).toEqual(["family-and-response"]);
    }
  });

  it("gamma warns of its default link, and not of one that was asked for", () => {
    expect(resolve("z ~ x\nfamily = gamma", frame).codes).toContain("gamma-inverse-link");
    expect(resolve("z ~ x\nfamily = gamma(link = log)", frame).codes).toEqual([]);
  });
});

describe("a model block", () => {
  it("needs a formula", () => {
    expect(resolve("family = gaussian", frame).codes).toEqual(["model-without-formula"]);
  });

  it("with several formulas is not in this version", () => {
    expect(resolve("y ~ x\nz ~ x", frame).codes).toContain("not-in-this-version");
  });

  it("reads bambi and priors, and says what they may be", () => {
    const slopes = (setting: string): boolean =>
      specify(`z ~ x + (x | s)\nfamily = gaussian\n${setting}`, frame).design.predictor.group.some(
        ({ correlated, effectNames }) => correlated && effectNames.length > 1,
      );
    expect(slopes("bambi = false")).toBe(true);
    expect(slopes("bambi = true")).toBe(false);
    expect(resolve("z ~ x\nbambi = 3", frame).codes).toContain("bad-setting");
    expect(resolve('z ~ x\npriors = "stan"', frame).codes).toContain("bad-setting");
  });

  it("reports the mistakes of settings, priors and data in one run", () => {
    const { codes } = resolve(
      "z ~ xx\nfamily = gaussian\nprior common ~ Normall(0, 1)\nprior sd ~ Normal(0, -1)",
      frame,
    );
    expect(codes).toEqual(
      expect.arrayContaining(["unknown-distribution", "impossible-prior", "unknown-column"]),
    );
  });
});
