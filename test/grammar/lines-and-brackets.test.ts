/** Where statements end, which words are keywords, and how mistakes are contained. */
import { describe, expect, it } from "vitest";
import { readFileText } from "../support/read-language.js";

const kinds = (text: string): readonly string[] => {
  const { result, diagnostics } = readFileText(text);
  expect(diagnostics).toEqual([]);
  return result.statements.map(({ kind }) => kind);
};
const codes = (text: string): readonly string[] =>
  readFileText(text).diagnostics.map(({ code }) => code);
const names = (text: string): readonly string[] =>
  readFileText(text).result.statements.flatMap((statement) =>
    statement.kind === "expression" ? [] : [statement.name.text],
  );

describe("a statement ends with its line", () => {
  it("unless a bracket is open", () => {
    expect(kinds("a = fit(\n  m,\n\n  draws = 10\n)\nb = [1,\n2]\nc = {k:\n1}")).toHaveLength(3);
  });

  it("unless the next line begins with an operator", () => {
    expect(kinds("a = 1\n  + 2\n  - 3\nb = x\n\n# why\n  and y")).toHaveLength(2);
  });

  it("unless the line ends with an operator or `=`", () => {
    expect(kinds("a =\n1 +\n2\nb = not\n c")).toHaveLength(2);
  });

  it("even after an operator, when the next line surely begins a statement", () => {
    const text = "a = 1 +\nb = 2\nc = x *\ndata d = read('f')";
    expect(codes(text)).toEqual(["syntax-error", "syntax-error"]);
    expect(names(text)).toEqual(["b", "d"]);
  });

  it("whatever the line ends are made of", () => {
    expect(kinds("a = 1\r\nb = 2\rc = 3\n\n\nd = 4")).toHaveLength(4);
    expect(kinds("")).toEqual([]);
    expect(kinds("\ufeff# only a comment\n")).toEqual([]);
  });
});

describe("a block", () => {
  it("separates its items by line ends, commas, or both", () => {
    const clauses = [
      "data d = read('f') { a: number, b: factor('x', -1), }",
      "data d = read('f') {\na: number\n\nb: factor('x', -1)\n}",
      "data d = read('f')\n{ a: number,\n b: factor('x',\n -1,) }",
    ];
    for (const text of clauses) {
      const [statement] = readFileText(text).result.statements;
      expect(kinds(text)).toEqual(["data"]);
      expect(statement?.kind === "data" && statement.columns.map(({ type }) => type)).toEqual([
        "number",
        "factor",
      ]);
    }
  });

  it("continues an item on the next line by the same rule as a statement", () => {
    const text = "model m on d {\n  y ~ x\n    + {x + z}\n    + (1 |\n g)\n  family = gaussian\n}";
    const [statement] = readFileText(text).result.statements;
    expect(kinds(text)).toEqual(["model"]);
    expect(statement?.kind === "model" && statement.items.map(({ kind }) => kind)).toEqual([
      "formula",
      "setting",
    ]);
  });

  it("may be empty or stand on one line", () => {
    expect(kinds("data d = read('f') {}\nmodel m on d { y ~ x }")).toEqual(["data", "model"]);
  });
});

describe("the words data, model, on, prior, aggregate, by and to", () => {
  it("are plain names where no declaration begins", () => {
    const text = [
      "data = read('f')",
      "model = fit(data, model = on, by = to)",
      "model m on data {",
      "  prior ~ data + model + on + (prior | by)",
      "  prior prior ~ Normal(0, 1)",
      "  prior data:model ~ Normal(0, 1)",
      "}",
      "data data = model(to)",
    ].join("\n");
    expect(kinds(text)).toEqual(["assignment", "assignment", "model", "data"]);
    const model = readFileText(text).result.statements[2];
    expect(model?.kind === "model" && model.items.map(({ kind }) => kind)).toEqual([
      "formula",
      "prior",
      "prior",
    ]);
  });
});

describe("brackets that do not pair", () => {
  it("cost their own statement's closing only: what follows is read", () => {
    const text = "a = fit(m\nb = fit(m, [1, 2)\nmodel m on d {\n  y ~ (1 | g\n  family = f(\nc = 3";
    expect(new Set(codes(text))).toEqual(new Set(["unclosed-bracket"]));
    expect(names(text)).toEqual(["a", "b", "m", "c"]);
  });

  it("are told apart from brackets of the wrong kind and brackets too many", () => {
    expect(codes("a = f(1]\nb = 2)\nmodel m on d { y ~ x)\n}\n}")).toEqual([
      ...["unopened-bracket", "unopened-bracket", "unopened-bracket", "unopened-bracket"],
    ]);
  });

  it("do not hide a missing comma between indented arguments", () => {
    const { diagnostics } = readFileText("a = fit(m,\n  draws = 1\n  tune = 2)\nb = 3");
    expect(diagnostics.map(({ expected, found }) => [expected, found])).toEqual([
      ["`,` or `)`", "`tune`"],
    ]);
  });
});

describe("a faulty line", () => {
  it("is reported once and hides no other", () => {
    const text = "a = = 1\nb = 2 3\nc = )\nd = +\ndata e\nmodel f on\ng = @\nh = 1";
    const lines = readFileText(text).diagnostics.map(
      ({ span }) => text.slice(0, span?.start).split("\n").length,
    );
    expect(new Set(lines)).toEqual(new Set([1, 2, 3, 4, 5, 6, 7]));
    expect(names(text)).toEqual(["h"]);
  });

  it("leaves behind the name that it was to declare", () => {
    const { result } = readFileText("c <- 3\ndata b = \na = fit(m)\nd + = 4");
    expect(result.unreadable?.map(({ text }) => text)).toEqual(["c", "b"]);
  });

  it("inside a model costs that item only", () => {
    const text = "model m on d {\n  y ~ x\n  prior\n  family = = 1\n  prior sd ~ HalfNormal(1)\n}";
    const [model] = readFileText(text).result.statements;
    expect(model?.kind === "model" && model.items.map(({ kind }) => kind)).toEqual([
      "formula",
      "prior",
    ]);
    expect(model?.kind === "model" && model.incomplete).toBe(true);
  });
});
