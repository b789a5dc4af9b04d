import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCli } from "../cli/run-cli.js";

const page = readFileSync("docs/survey-weights.md", "utf8");
const programs = [...page.matchAll(/^```mlm\n([\s\S]*?)^```$/gmu)].map(([, text = ""]) => text);

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "mlm-weights-"));
});

afterAll(() => rm(folder, { recursive: true }));

/** A numeric column of comma-separated text. */
function columnOf(text: string, name: string): number[] {
  const [header = "", ...lines] = text.trim().split("\n");
  const place = header.split(",").indexOf(name);
  return lines.map((line) => Number(line.split(",")[place]));
}

describe("the page on survey weights", () => {
  it.each(programs.map((text, place) => [place, text] as const))(
    "has program %i in the canonical layout",
    async (place, text) => {
      const file = join(folder, `${place}.mlm`);
      await writeFile(file, text);
      expect((await runCli(["fmt", "--check", file])).code).toBe(0);
    },
  );

  it("goes from a biased sample to weights and estimates that are nearer to the truth", async () => {
    await writeFile(join(folder, "one.mlm"), programs[0]!);
    const { code, stderr } = await runCli(["run", "one.mlm"], { cwd: folder });
    expect(stderr).not.toContain("error");
    expect(code).toBe(0);
    const table = await readFile(join(folder, "out", "estimates.csv"), "utf8");
    const truth = columnOf(table, "truth");
    const errorOf = (name: string): number =>
      columnOf(table, name).reduce((sum, value, area) => sum + Math.abs(value - truth[area]!), 0);
    expect(truth).toHaveLength(12);
    expect(errorOf("weighted")).toBeLessThan(errorOf("raw"));
    expect(errorOf("mean")).toBeLessThan(errorOf("weighted"));
    const saved = await readFile(join(folder, "out", "weights.csv"), "utf8");
    expect(saved.split("\n")[0]).toBe("state,age,edu,people,mind,yes,w");
  }, 60_000);

  it("rakes to tables of totals and to a synthetic joint population", async () => {
    await writeFile(join(folder, "two.mlm"), programs[1]!);
    const { code, stderr } = await runCli(["run", "two.mlm"], { cwd: folder });
    expect(stderr).toContain("note[raked]");
    expect(stderr).toContain("warning[joint-assumed]");
    expect(code).toBe(0);
  });
});
