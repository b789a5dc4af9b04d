import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { nodeHost } from "../../src/node/node-host.js";
import { workerRunner } from "../../src/node/worker-runner.js";
import { runFile } from "../../src/session/index.js";
import { runCli } from "../cli/run-cli.js";

const file = "models/mrp/mrp.mlm";

describe.each(["mrp", "election_1988"])("the gallery model %s", (name) => {
  const path = `models/${name}/${name}.mlm`;

  it("has no errors before it is fitted, and is in the canonical layout", async () => {
    const check = await runCli(["check", path]);
    expect([check.code, check.stdout]).toEqual([0, `${path}: no errors\n`]);
    const layout = await runCli(["fmt", "--check", path]);
    expect([layout.code, layout.stdout]).toEqual([0, ""]);
  });

  it.each(["ast", "design", "spec", "plan"])("prints the expected %s", async (stage) => {
    const { stdout } = await runCli(["compile", path, "--emit", stage]);
    expect(stdout).toBe(readFileSync(`models/${name}/expected/${stage}.txt`, "utf8"));
  });
});

describe("the election of 1988", () => {
  it("finds the coefficients of its poll, and INLA and NUTS agree", async () => {
    const { code, stdout, stderr } = await runCli([
      "run",
      "models/election_1988/election_1988.mlm",
    ]);
    expect(stderr).not.toContain("warning");
    expect(code).toBe(0);
    const [, summary = ""] = stdout.split("> summary(quick)");
    // Within four posterior sds of the values in the simulator: a false alarm in 4,000 for the three.
    for (const [name, truth] of [
      ["female", -0.16],
      ["black", -1.4],
      ["C(edu)[3]", 0.4],
    ] as const) {
      const row = summary.split("\n").find((line) => line.startsWith(`${name} `)) ?? "";
      const [mean = NaN, sd = NaN] = row.slice(name.length).trim().split(/\s+/u).map(Number);
      expect(Math.abs(mean - truth), name).toBeLessThan(4 * sd);
    }
    for (const text of [
      "odds ratio",
      "E[variance]",
      "1|state[state50]",
      "DIC",
      "WAIC",
      "log marginal likelihood",
    ])
      expect(stdout).toContain(text);
    expect(stdout).toMatch(/largest difference 0\.0\d+ over 60 parameters/u);
  }, 60_000);
});

/** The numbers of the program's score, from a shorter fit than the program asks for. */
async function scoreOf(seed: string): Promise<Readonly<Record<string, unknown>>> {
  const text = readFileSync(file, "utf8")
    .replace("draws = 1000, tune = 1000, chains = 4", "draws = 250, tune = 250, chains = 2")
    .replace("target_accept = 0.98", "target_accept = 0.85");
  const out = await mkdtemp(join(tmpdir(), "mlm-gallery-"));
  const host = nodeHost({ folder: "models/mrp", out, runner: workerRunner() });
  const { results } = await runFile({ file, text }, host, { set: { seed } });
  await rm(out, { recursive: true });
  const tables = results.flatMap(({ value }) => (value.kind === "table" ? [value] : []));
  const score = tables.find(({ columns }) => columns.some(({ name }) => name === "mae"));
  return Object.fromEntries(
    (score?.columns ?? []).map(({ name }, at) => [name, score?.rows[0]?.[at]]),
  );
}

describe("the gallery's estimates", () => {
  // Seeds are fixed, so nothing here is left to chance; the program's own settings do a little better.
  it.each(["1", "2"])(
    "with seed %s beat the raw shares, and their intervals hold",
    async (seed) => {
      const { ratio, coverage, areas } = await scoreOf(seed);
      expect(areas).toBe(50);
      expect(ratio).toBeLessThanOrEqual(0.65);
      expect(coverage).toBeGreaterThanOrEqual(0.8);
    },
  );
});
