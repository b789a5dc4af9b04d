/** MRP on the real CCES 2018 survey: the error of poststratified estimates against the full table. */
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { sharedIsHere, sharedPath } from "./shared-data.js";

interface TableResult {
  readonly kind: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

interface RunDocument {
  readonly results: Readonly<Record<string, TableResult>>;
}

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

async function runProgram(): Promise<RunDocument> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [here("../../dist/src/cli/main.js"), "run", here("cces2018.mlm"), "--format", "json"].concat([
      "--allow",
      sharedPath("data/cces2018"),
    ]),
    { maxBuffer: 1 << 28 },
  );
  return JSON.parse(stdout) as RunDocument;
}

describe.skipIf(!sharedIsHere)("MRP on CCES 2018", () => {
  it("cuts the raw error of the biased sample to at most .0405, and beats fixed effects", async () => {
    const { results } = await runProgram();
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
