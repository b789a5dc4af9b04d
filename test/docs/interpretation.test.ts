import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runText } from "../session/run-text.js";

const page = readFileSync("docs/interpretation.md", "utf8");

/** Blocks of one language, by the name that stands behind it. */
function blocksOf(language: string): ReadonlyMap<string, string> {
  const pattern = new RegExp(`^\`\`\`${language} ?(.*)\\n([\\s\\S]*?)^\`\`\`$`, "gmu");
  return new Map([...page.matchAll(pattern)].map(([, name = "", block = ""]) => [name, block]));
}

let folder: string;

beforeAll(async () => {
  // Below the repository, so that `mlm` resolves to this very package.
  await mkdir("out", { recursive: true });
  folder = await mkdtemp(resolve("out", "interpretation-"));
});

afterAll(() => rm(folder, { recursive: true }));

describe("the page on interpretation", () => {
  it("has a program that runs, with a table for every question", async () => {
    const files = Object.fromEntries(blocksOf("csv"));
    const run = await runText(blocksOf("mlm").get("") ?? "", files);
    expect(run.errors).toEqual([]);
    const tables = run.outcome.results.flatMap(({ value }) =>
      value.kind === "table" ? [value] : [],
    );
    expect(tables.map(({ rows }) => rows.length)).toEqual([10, 4, 2, 5, 2, 1, 2, 1]);
    expect(run.codes).toContain("new-levels");
    // At every age fewer of the graduates say yes.
    expect(tables[3]!.rows.every((row) => Number(row.at(-3)) < 0)).toBe(true);
  });

  it("has a library example that runs", async () => {
    await writeFile(join(folder, "example.mjs"), blocksOf("js").get("") ?? "");
    const { stdout, stderr } = await promisify(execFile)(process.execPath, ["example.mjs"], {
      cwd: folder,
    });
    expect(stderr).toBe("");
    expect(stdout).toContain("edu");
  });
});
