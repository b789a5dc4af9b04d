import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { runCli } from "../cli/run-cli.js";

it("the page on the benchmark has a program that shows how wrong a line over precincts is", async () => {
  const page = await readFile("docs/ecological-benchmark.md", "utf8");
  const [, program = ""] = /^```mlm\n([\s\S]*?)^```$/mu.exec(page) ?? [];
  const folder = await mkdtemp(join(tmpdir(), "mlm-benchmark-"));
  try {
    await writeFile(join(folder, "line.mlm"), program);
    expect((await runCli(["fmt", "--check", "line.mlm"], { cwd: folder })).code).toBe(0);
    const { code, stdout, stderr } = await runCli(["run", "line.mlm"], { cwd: folder });
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/Intercept +-0\.088 /u);
    expect(stdout).toMatch(/democrats +0\.995 /u);
    expect(stdout).toMatch(/party +D +gov .* 0\.699\n/u);
  } finally {
    await rm(folder, { recursive: true });
  }
}, 60_000);
