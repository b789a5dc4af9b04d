/** `npm run calibrate` goes on where its results end, whatever the end looks like. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, truncateSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "calibration-"));
afterAll(() => rmSync(folder, { recursive: true }));

const pathOf = (name: string): string => join(folder, name);

function run(name: string, fits: number, more: readonly string[] = []): void {
  const options = ["--only", "nuts: gaussian, no groups", "--workers", "1", "--fits", String(fits)];
  const files = ["--results", pathOf(`${name}.jsonl`), "--report", pathOf(`${name}.md`)];
  const script = ["test/calibration/main.mjs", ...options, ...files, ...more];
  execFileSync(process.execPath, script, { stdio: ["ignore", "pipe", "pipe"] });
}

const lines = (name: string): readonly string[] =>
  readFileSync(pathOf(`${name}.jsonl`), "utf8")
    .trimEnd()
    .split("\n");

describe("a calibration run", () => {
  it("that was cut off in a line is what it would have been without", () => {
    run("whole", 5);
    run("cut", 3);
    const { length } = readFileSync(pathOf("cut.jsonl"));
    truncateSync(pathOf("cut.jsonl"), length - 20);
    run("cut", 5);
    expect(lines("cut")).toEqual(lines("whole"));
    expect(readFileSync(pathOf("cut.md"), "utf8")).toBe(readFileSync(pathOf("whole.md"), "utf8"));
  });

  it("runs nothing that is there, and its report says what there is", () => {
    run("whole", 5, ["--date", "1 May"]);
    expect(lines("whole")).toHaveLength(6);
    const report = readFileSync(pathOf("whole.md"), "utf8");
    expect(report).toContain("Run of 1 May");
    expect(report).toMatch(/\| gaussian +\| no groups +\| 5 +\| yes/);
    expect(report).toMatch(/\| beta +\| no groups +\| 0 +\| not run/);
  });

  it("does not mix its results with those of another seed", () => {
    expect(() => run("whole", 5, ["--seed", "2"])).toThrow("another run");
  });
}, 120_000);
