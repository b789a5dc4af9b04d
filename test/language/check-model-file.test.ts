/** Checks that need no data: names, verbs, arguments, settings, column clauses. */
import { describe, expect, it } from "vitest";
import type { VerbSignature } from "../../src/language/index.js";
import { checkText, pointedAt } from "../support/read-language.js";

const value = { takes: "value" } as const;
const verbs: readonly VerbSignature[] = [
  { name: "read", parameters: [{ name: "file", required: true }] },
  {
    name: "join",
    parameters: [
      { name: "left", required: true, ...value },
      { name: "right", required: true, ...value },
      { name: "by", required: true },
    ],
  },
  {
    name: "fit",
    parameters: [
      { name: "model", required: true, ...value },
      { name: "draws", required: false },
    ],
  },
  {
    name: "group",
    parameters: [
      { name: "data", required: true, ...value },
      { name: "by", required: true },
      { name: "definitions", required: false, variadic: true, named: "any" },
    ],
  },
  { name: "show", parameters: [{ name: "values", required: true, variadic: true, ...value }] },
];

const found = (text: string): readonly (readonly [string, string])[] =>
  checkText(text, verbs).map((diagnostic) => [diagnostic.code, pointedAt(text, diagnostic)]);

describe("a sound file", () => {
  it("is passed without a word", () => {
    const text = [
      'data a = read("a.csv") { x: number }',
      "data b = join(a, read(file = 'b.csv'), by = state)",
      "model m on b {\n  y ~ x\n  family = gaussian\n  bambi = true\n  priors = 'bambi'\n}",
      "full = fit(m, draws = 10)",
      "truth = group(a, by = [state, x], truth = sum(y) / sum(n), again = mean(y))",
      "copy = full",
      "both = [full, copy]",
      "show(full, truth, both)",
      "full",
    ].join("\n");
    expect(found(text)).toEqual([]);
  });
});

describe("names", () => {
  it("are declared once", () => {
    expect(found("a = 1\ndata a = read('f')\na = 2")).toEqual([
      ["duplicate-name", "a"],
      ["duplicate-name", "a"],
    ]);
  });

  it("are declared before they are used, and a later declaration is pointed out", () => {
    const text = "b = a\na = 1\nmodel m on missing { y ~ x }\nfit(m2)\nshow(a, [nil], (nope))";
    expect(found(text)).toEqual([
      ["unknown-name", "a"],
      ["unknown-name", "missing"],
      ["unknown-name", "m2"],
      ["unknown-name", "nil"],
      ["unknown-name", "nope"],
    ]);
    const [early, , typo] = checkText(text, verbs);
    expect(early?.labels?.map((label) => text.slice(label.span.start, label.span.end))).toEqual([
      "a",
    ]);
    expect(typo?.fix?.replacement).toBe("m");
  });

  it("of statements that could not be read are not blamed on their users", () => {
    expect(found("a = fit(m draws)\nb = a\ndata d read('x')\nmodel m on d { y ~ x }")).toEqual([
      ["syntax-error", "draws"],
      ["syntax-error", "read"],
    ]);
  });

  it("may stand for columns where a verb takes columns", () => {
    expect(found("data a = read('f')\ngroup(a, by = state, m = mean(y))")).toEqual([]);
  });
});

describe("calls", () => {
  it("name verbs that exist, also inside other calls", () => {
    const text = "data a = raed('f')\ndata b = join(red('x'), read('y'), by = z)\nplait(a)";
    expect(found(text)).toEqual([
      ["unknown-verb", "raed"],
      ["unknown-verb", "red"],
      ["unknown-verb", "plait"],
    ]);
    expect(checkText(text, verbs)[0]?.help).toBe("did you mean `read`?");
  });

  it("give the arguments that the verb takes, each once, none missing", () => {
    const text =
      "data a = read('f')\nx = fit(a, a, darws = 1, draws = 2, draws = 3)\nfit()\ngroup(1, 2, 3)";
    expect(found(text)).toEqual([
      ["bad-argument", "darws"],
      ["bad-argument", "draws = 2"],
      ["bad-argument", "draws = 3"],
      ["bad-argument", "fit"],
      ["bad-argument", "3"],
    ]);
  });
});

describe("models", () => {
  it("have the settings that exist, each once", () => {
    expect(
      found("data d = read('f')\nmodel m on d {\ny ~ x\nfamly = a\nfamily = b\nfamily = c\n}"),
    ).toEqual([
      ["unknown-setting", "famly"],
      ["duplicate-setting", "family"],
    ]);
  });

  it("have one formula; further ones are named as not in this version", () => {
    const text =
      "data d = read('f')\nmodel m on d {\ny ~ x\nsigma ~ 1 + x\n}\nmodel e on d { family = f }";
    expect(found(text)).toEqual([
      ["not-in-this-version", "sigma ~ 1 + x"],
      ["model-without-formula", "model e on d { family = f }"],
    ]);
    expect(checkText(text, verbs)[0]?.message).toContain("`sigma`");
  });

  it("whose formula could not be read are not said to have none", () => {
    expect(found("data d = read('f')\nmodel m on d {\n  y ~ x +\n}")).toEqual([
      ["syntax-error", ""],
    ]);
  });
});

describe("constructs of later versions", () => {
  it.each([
    ["model m on d {\n y ~ 1\n governor: votes(a, b) ~ x\n}", "governor:"],
    ["data e = read('f') { day: date }", "date"],
    ["y ~ x + (1 | g)", "y ~ x + (1 | g)"],
  ])("%s says so at %s", (text, pointed) => {
    const code = pointed === "governor:" ? "races-need-network" : "not-in-this-version";
    expect(found(`data d = read('f')\n${text}`)).toEqual([[code, pointed]]);
  });
});

describe("column clauses", () => {
  it("name types that exist and describe each column once", () => {
    expect(found("data d = read('f') {\n a: nubmer\n b: factor\n b: text\n}")).toEqual([
      ["unknown-column-type", "nubmer"],
      ["duplicate-column-clause", "b"],
    ]);
  });

  it("ask for quotes around levels", () => {
    const [diagnostic] = checkText("data d = read('f') { a: factor(Yes, No) }", verbs);
    expect(diagnostic?.help).toBe('write the level in quotes: "Yes"');
  });
});
