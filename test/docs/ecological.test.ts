/** The program of docs/ecological.md, part after part, and what the page says of its tables. */
import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { runText, type TextRun } from "../session/run-text.js";
import type { ResultTable } from "../../src/index.js";

const page = readFileSync("docs/ecological.md", "utf8");
const program = [...page.matchAll(/^```mlm\n([\s\S]*?)^```$/gmu)].map(([, block = ""]) => block);

describe("docs/ecological.md", () => {
  let run: TextRun;
  let tables: readonly ResultTable[];
  beforeAll(async () => {
    run = await runText(program.join("\n"));
    tables = run.outcome.results.flatMap(({ value }) =>
      value.kind === "table" && value.title?.includes("by outcome") ? [value] : [],
    );
  }, 240_000);

  /** Lower end, mean and upper end of a party's share for the first outcome. */
  const shareOf = (table: ResultTable | undefined, party: string): readonly number[] =>
    (table?.rows.find((row) => row[0] === party) ?? []).slice(-3).map(Number).toSorted();

  it("is a program that runs without a mistake", () => {
    expect(program).toHaveLength(4);
    expect(run.errors).toEqual([]);
  });

  it("finds the parties' shares where people vote alike everywhere", () => {
    for (const [party, truth] of [
      ["D", 0.874],
      ["N", 0.544],
      ["R", 0.169],
    ] as const) {
      const [lower, , upper] = shareOf(tables[0], party);
      expect(truth).toBeGreaterThan(lower!);
      expect(truth).toBeLessThan(upper!);
    }
  });

  it("is confidently wrong where they do not", () => {
    const [ofD] = shareOf(tables[1], "D");
    const [, , ofR] = shareOf(tables[1], "R");
    expect(ofD).toBeGreaterThan(0.901 + 0.04);
    expect(ofR).toBeLessThan(0.126 - 0.04);
  });
});
