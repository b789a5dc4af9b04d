/** The program of docs/poststratification.md, part after part. */
import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { runText, type TextRun } from "../session/run-text.js";
import type { Value } from "../../src/report/index.js";

const page = readFileSync("docs/poststratification.md", "utf8");
const program = [...page.matchAll(/^```mlm\n([\s\S]*?)^```$/gmu)].map(([, block = ""]) => block);

function rowsOf(value: Value | undefined) {
  if (value?.kind !== "estimates") throw new Error("there are no estimates");
  return value.table.rows;
}

describe("docs/poststratification.md", () => {
  let run: TextRun;
  beforeAll(async () => {
    run = await runText(program.join("\n"));
  });

  it("is a program that runs without a mistake", () => {
    expect(program.length).toBeGreaterThan(5);
    expect(run.errors).toEqual([]);
    expect(run.outcome.trusted).toBe(true);
  });

  it("has as many areas as it says", () => {
    expect(rowsOf(run.value("by_state"))).toHaveLength(12);
    expect(rowsOf(run.value("parts"))).toHaveLength(36 + 12 + 3 + 1);
    expect(rowsOf(run.value("several"))).toHaveLength(12 + 6 + 1);
    expect(rowsOf(run.value("both"))).toHaveLength(24);
  });

  it("names only verbs and arguments that there are, and shows how every table is drawn", () => {
    const shown = run.outcome.results.filter(({ value }) => value.kind === "table");
    expect(shown.length).toBe(6);
    for (const { value } of shown) expect(value).toHaveProperty("chart");
  });
});
