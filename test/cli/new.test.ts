/** `mlm new NAME`: a folder that runs. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCli } from "./run-cli.js";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "mlm-new-"));
});
afterAll(() => rm(folder, { recursive: true }));

describe("mlm new", () => {
  it("makes a program that runs as it is", async () => {
    const made = await runCli(["new", "survey"], { cwd: folder });
    expect(made.stdout).toContain("now: mlm run survey/survey.mlm");
    expect(made.code).toBe(0);
    const run = await runCli(["run", "survey/survey.mlm"], { cwd: folder });
    expect(run.stdout).toContain("> summary(full)");
    expect(run.stdout).toMatch(/region12 +8,018/u);
    expect(run.code).toBe(0);
  });

  it("overwrites nothing, and makes no folder with an odd name", async () => {
    await runCli(["new", "twice"], { cwd: folder });
    expect(await runCli(["new", "twice"], { cwd: folder })).toMatchObject({ code: 2 });
    expect(await runCli(["new", "a;b"], { cwd: folder })).toMatchObject({ code: 2 });
  });

  it("has the data that its simulator makes", async () => {
    const made = join(folder, "made");
    await runCli(["run", "models/starter/simulate.mlm", "--out", made]);
    for (const name of ["cells.csv", "census.csv"])
      expect(await readFile(join(made, name), "utf8")).toBe(
        await readFile(join("models/starter", name), "utf8"),
      );
  });
});
