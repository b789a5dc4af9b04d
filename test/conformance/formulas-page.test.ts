/** The tables of docs/formulas.md say what formulas do. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { LinearPredictor } from "../../src/design/index.js";
import { columnNames, crossedFrame, designOf } from "../support/design-frames.js";

const page = readFileSync(new URL("../../docs/formulas.md", import.meta.url), "utf8");
const frame = crossedFrame();

/** What the second column of a table with this heading says of a formula. */
const readings: Readonly<Record<string, (predictor: LinearPredictor) => string>> = {
  terms: ({ common }) => common.map(({ term }) => term).join(", "),
  columns: (predictor) => columnNames(predictor).join(", "),
  coded: ({ common }) =>
    common.map(({ term, columnNames: own }) => `${term} ${own.length}`).join(", "),
  blocks: ({ group }) =>
    group
      .map(({ term, effectNames, correlated }) =>
        [`${term}: ${effectNames.join(", ")}`, ...(correlated ? ["correlated"] : [])].join(", "),
      )
      .join("; "),
};

interface Example {
  readonly heading: string;
  readonly formula: string;
  readonly says: string;
}

/** Rows of the tables whose first heading is "written"; `\|` is a bar within a cell. */
function examplesOf(text: string): readonly Example[] {
  const examples: Example[] = [];
  let heading = "";
  for (const line of text.split("\n")) {
    const cells = line.split(/(?<!\\)\|/).map((cell) => cell.replaceAll("\\|", "|").trim());
    if (!line.startsWith("|")) heading = "";
    else if (heading === "") heading = cells[1] === "written" ? cells[2]! : "other";
    else if (Object.hasOwn(readings, heading) && !cells[1]!.startsWith("-")) {
      examples.push({ heading, formula: cells[1]!.replaceAll("`", ""), says: cells[2]! });
    }
  }
  return examples;
}

describe("docs/formulas.md", () => {
  const examples = examplesOf(page);

  it("has examples of terms, columns, codings and blocks", () => {
    expect(new Set(examples.map(({ heading }) => heading))).toEqual(new Set(Object.keys(readings)));
  });

  it.each(examples)("is right about the $heading of $formula", ({ heading, formula, says }) => {
    expect(readings[heading]!(designOf(`y ~ ${formula}`, frame).predictor)).toBe(says);
  });
});
