/** MRP on the real CCES 2018 survey: the error of poststratified estimates against the full table. */
import { describe, expect, it } from "vitest";
import { runOnCces, type TableResult } from "./run-program.js";
import { sharedIsHere } from "./shared-data.js";

describe.skipIf(!sharedIsHere)("MRP on CCES 2018", () => {
  it("cuts the raw error of the biased sample to at most .0405, and beats fixed effects", async () => {
    const results = await runOnCces("cces2018.mlm");
    const scores = Object.values(results).filter(
      ({ kind, columns }) => kind === "table" && columns.includes("mae"),
    );
    const errorOf = (table: TableResult, estimate: string): number =>
      table.rows.find((row) => row[0] === estimate)![table.columns.indexOf("mae")] as number;
    const [hierarchical, fixed] = scores as [TableResult, TableResult];
    expect(errorOf(hierarchical, "raw")).toBeCloseTo(0.0696, 3);
    expect(errorOf(hierarchical, "mean")).toBeLessThanOrEqual(0.0405);
    expect(errorOf(fixed, "mean")).toBeCloseTo(0.062, 2);
  }, 240_000);
});
