import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { runCli } from "../cli/run-cli.js";

const file = "models/mrp/mrp.mlm";

describe("the gallery model", () => {
  it("has no errors before it is fitted, and is in the canonical layout", async () => {
    const check = await runCli(["check", file]);
    expect([check.code, check.stdout]).toEqual([0, `${file}: no errors\n`]);
    const layout = await runCli(["fmt", "--check", file]);
    expect([layout.code, layout.stdout]).toEqual([0, ""]);
  });

  it.each(["ast", "design", "spec", "plan"])("prints the expected %s", async (stage) => {
    const { stdout } = await runCli(["compile", file, "--emit", stage]);
    expect(stdout).toBe(readFileSync(`models/mrp/expected/${stage}.txt`, "utf8"));
  });
});
