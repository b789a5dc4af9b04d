import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCli } from "../cli/run-cli.js";

const readme = readFileSync("README.md", "utf8");

/** The contents of the blocks of one language, in order. */
function blocksOf(language: string): readonly string[] {
  const pattern = new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "gmu");
  return [...readme.matchAll(pattern)].map(([, block = ""]) => block);
}

let folder: string;

beforeAll(async () => {
  // Below the repository, so that `mlm` resolves to this very package.
  await mkdir("out", { recursive: true });
  folder = await mkdtemp(resolve("out", "readme-"));
  const [cells = "", census = ""] = blocksOf("csv");
  await writeFile(join(folder, "cells.csv"), cells);
  await writeFile(join(folder, "census.csv"), census);
  await writeFile(join(folder, "support.mlm"), blocksOf("mlm")[0] ?? "");
  await writeFile(join(folder, "example.mjs"), blocksOf("js")[0] ?? "");
});

afterAll(() => rm(folder, { recursive: true }));

describe("the README", () => {
  it("has a library example that runs and prints the model's parameters and every state", async () => {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, ["example.mjs"], {
      cwd: folder,
    });
    expect(stderr).toBe("");
    for (const name of ["Intercept", "male", "sd(1|state)", "AL", "OH", "WY"])
      expect(stdout).toContain(name);
  });

  it("has a file that runs and gives an estimate for every state, Ohio included", async () => {
    const { code, stdout, stderr } = await runCli(["run", "support.mlm"], { cwd: folder });
    expect(stderr).toContain("note[new-levels]");
    expect(stdout).toContain("> summary(full)");
    expect(stdout).toMatch(/^OH +9,?050/mu);
    expect(code).toBe(0);
  });

  it("shows the mistake as it is printed", async () => {
    const text = (blocksOf("mlm")[0] ?? "").replace("(1 | state)\n", "(1 | stat)\n");
    await writeFile(join(folder, "support.mlm"), text);
    const { stderr } = await runCli(["check", "support.mlm"], { cwd: folder });
    expect(stderr).toContain(blocksOf("text")[0]);
  });

  it("names only files that exist", () => {
    const links = [...readme.matchAll(/\]\(([^)]+)\)/gu)].map(([, target = ""]) => target);
    expect(links.length).toBeGreaterThan(4);
    expect(links.filter((target) => !existsSync(target))).toEqual([]);
  });
});
