import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

function countOf(log: string): { last: string | undefined; status: number | null } {
  const folder = mkdtempSync(join(tmpdir(), "mlm-count-"));
  const file = join(folder, "test.log");
  writeFileSync(file, log);
  const { stdout, status } = spawnSync(process.execPath, ["scripts/report-test-count.mjs", file], {
    encoding: "utf8",
  });
  rmSync(folder, { recursive: true });
  return { last: stdout.trimEnd().split("\n").at(-1), status };
}

describe("the count of tests", () => {
  it("is the last line, whatever colours the log has", () => {
    const log =
      " Test Files  3 passed (3)\n\u001b[2m      Tests \u001b[22m \u001b[32m45 passed\u001b[39m | 2 skipped (47)\n";
    expect(countOf(log)).toEqual({ last: "45 passed, 0 failed, 2 skipped", status: 0 });
  });

  it("fails when a test failed, and when there is nothing to count", () => {
    const log = "      Tests  1 failed | 45 passed (46)\n";
    expect(countOf(log)).toEqual({ last: "45 passed, 1 failed, 0 skipped", status: 1 });
    expect(countOf("npm error\n")).toEqual({ last: "0 passed, 0 failed, 0 skipped", status: 1 });
  });
});
