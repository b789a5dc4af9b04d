/** The program of docs/ecological-margins.md, part after part. */
import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import type { Cell } from "../../src/posterior/index.js";
import { runText, type TextRun } from "../session/run-text.js";

const page = readFileSync("docs/ecological-margins.md", "utf8");
const program = [...page.matchAll(/^```mlm\n([\s\S]*?)^```$/gmu)].map(([, block = ""]) => block);

describe("docs/ecological-margins.md", () => {
  let run: TextRun;
  beforeAll(async () => {
    run = await runText(program.join("\n"));
  }, 240_000);

  const tables = () =>
    run.outcome.results.flatMap(({ value }) => (value.kind === "table" ? [value] : []));
  const titled = (title: string) => tables().find((table) => table.title?.startsWith(title));

  it("is a program that runs without a mistake", () => {
    expect(run.errors).toEqual([]);
    expect(tables().map(({ title }) => title)).toEqual([
      "Bounds of each group's shares over all units",
      "Bounds of each group's shares, unit by unit",
      "Goodman's regression",
      "Polarisation of groups",
      "Tomography: share of yes",
      "Methods side by side",
    ]);
  });

  it("finds the true shares, .8 and .3, and says so of every unit too", () => {
    const shares = run.value("shares");
    if (shares?.kind !== "estimates") throw new Error("there are no estimates");
    const meanOf = (labels: string): Cell | undefined =>
      shares.table.rows.find((row) => row.slice(0, 3).join() === labels)?.[4];
    // Posterior sds are about .02; the simulated shares miss .8 and .3 by about .01.
    expect(Math.abs(Number(meanOf("(all),a,yes")) - 0.8)).toBeLessThan(0.09);
    expect(Math.abs(Number(meanOf("(all),b,yes")) - 0.3)).toBeLessThan(0.09);
    expect(shares.table.rows).toHaveLength(4 + 60 * 4);
  });

  it("calls the groups polarised, each with its own first choice", () => {
    const rows = titled("Polarisation")!.rows;
    const chance = (quantity: string, group: string, outcome: string): Cell | undefined =>
      rows.find((row) => row.slice(0, 3).join() === [quantity, group, outcome].join())?.at(-1);
    expect(chance("share", "a", "yes")).toBeGreaterThan(0.99);
    expect(chance("share", "b", "no")).toBeGreaterThan(0.99);
    expect(chance("difference", "a - b", "yes")).toBeGreaterThan(0.99);
  });

  it("draws lines with the means between their ends", () => {
    const rows = titled("Tomography")!.rows;
    expect(rows).toHaveLength(180);
    for (let unit = 0; unit < 180; unit += 3) {
      const [low, mean, high] = [0, 1, 2].map((at) => Number(rows[unit + at]![2]));
      expect(mean).toBeGreaterThanOrEqual(low! - 1e-12);
      expect(mean).toBeLessThanOrEqual(high! + 1e-12);
    }
  });

  it("puts bounds, regression and four models beside each other", () => {
    const table = titled("Methods")!;
    expect(table.rows).toHaveLength(4 * 6);
    expect(table.notes[0]).toContain("disagree by up to");
  });
});
