import { describe, expect, it } from "vitest";
import { frameFromColumns } from "../../src/index.js";
import { complete } from "../../src/repl/complete.js";
import { readDotCall } from "../../src/repl/dot-commands.js";
import { isUnfinished } from "../../src/repl/unfinished.js";
import { verbHelp } from "../../src/repl/verb-help.js";
import { verbs } from "../../src/session/index.js";

describe("an input at the prompt", () => {
  it.each([
    "y ~ x +",
    "p(y, n) ~ male + (1 | state",
    "model m on d {",
    "model m on d",
    "f = fit(m,",
    "total =",
    "a and",
    'd = read("a) b.csv"',
  ])("goes on after %j", (text) => {
    expect(isUnfinished(text)).toBe(true);
  });

  it.each([
    "y ~ x",
    "summary(f)",
    'd = read("a( b.csv")',
    "y ~ x # + more",
    "model m on d {\n  y ~ x\n}",
    "",
  ])("ends after %j", (text) => {
    expect(isUnfinished(text)).toBe(false);
  });

  it("is a dot command with its argument, or none", () => {
    expect(readDotCall(" .data cells ")).toEqual({
      name: ".data",
      argument: "cells",
      argumentStart: 7,
    });
    expect(readDotCall(".nuts")).toMatchObject({ name: ".nuts", argument: "" });
    expect(readDotCall(".5 + 1")).toBeUndefined();
    expect(readDotCall("0.5 + 1")).toBeUndefined();
  });
});

describe("Tab", () => {
  const cells = frameFromColumns("cells", { state: ["a", "b"], support: [1, 0] });
  const values = [{ name: "cells", value: cells }];
  const offers = (line: string): readonly string[] =>
    complete({ line, values, current: "cells" }).candidates;

  it.each([
    ["support ~ st", ["state"]],
    ["summ", ["summary"]],
    [".nu", [".nuts"]],
    [".mo", [".models"]],
    [".family poi", ["poisson"]],
    ["prior sd ~ HalfN", ["HalfNormal"]],
    ["fit(m, eng", ["engine = "]],
    ["fit(m, engine = n", ["nuts"]],
    ["join(ce", ["cells"]],
  ])("after %j offers %j", (line, expected) => {
    expect(offers(line)).toEqual(expected);
  });
});

describe("help for a verb", () => {
  it("says what it takes", () => {
    const poststratify = verbs.find(({ name }) => name === "poststratify");
    expect(verbHelp(poststratify!)).toContain("weight");
  });
});
