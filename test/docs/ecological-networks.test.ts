/** The program of docs/ecological-networks.md, part after part, and what the page says of its tables. */
import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { trainingParameters } from "../../src/session/training-arguments.js";
import { runText, type TextRun } from "../session/run-text.js";
import type { ResultTable } from "../../src/index.js";

const page = readFileSync("docs/ecological-networks.md", "utf8");
const program = [...page.matchAll(/^```mlm\n([\s\S]*?)^```$/gmu)].map(([, block = ""]) => block);

describe("docs/ecological-networks.md", () => {
  let run: TextRun;
  beforeAll(async () => {
    run = await runText(program.join("\n").replace("epochs = 80", "epochs = 20"));
  }, 120_000);

  const tableWith = (column: string): ResultTable | undefined =>
    run.outcome.results
      .flatMap(({ value }) => (value.kind === "table" ? [value] : []))
      .find(({ columns }) => columns.some(({ name }) => name === column));

  it("is a program that runs without a mistake", () => {
    expect(program).toHaveLength(2);
    expect(run.errors).toEqual([]);
  });

  it("names the arguments of training with their defaults", () => {
    for (const [name, parameter] of Object.entries(trainingParameters)) {
      const row = new RegExp(`^\\| \`${name}\` +\\| ${parameter.default} `, "mu");
      expect(page).toMatch(row);
    }
  });

  it("has tables of people, of pairs of races, and of answers", () => {
    expect(tableWith("people")?.rows).toHaveLength(3 * 2 * 3);
    expect(tableWith("ballots")?.rows).toHaveLength(9);
    expect(tableWith("embedding")?.rows).toHaveLength(25);
  });

  it("writes the network under the ending that the page names", () => {
    expect([...run.host.written.keys()]).toEqual(["races.mlmnet"]);
  });
});
