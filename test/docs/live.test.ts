/** The page on running a night: its program and every command on it, one after the other, in an empty folder. */
import { readFileSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { usualRules } from "../../src/workflows/election-night/feed/index.js";
import { usualGates } from "../../src/workflows/election-night/gates/index.js";
import { readSnapshot } from "../../src/workflows/election-night/snapshots/index.js";
import { runCli } from "../cli/run-cli.js";

const page = readFileSync("docs/live.md", "utf8");

const blocksOf = (language: string): readonly string[] =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "gmu"))].map(
    ([, text = ""]) => text,
  );

/** Words of a command; those in double quotes are one. */
const wordsOf = (line: string): readonly string[] =>
  [...line.matchAll(/"([^"]*)"|(\S+)/gu)].map(([, quoted, plain]) => quoted ?? plain ?? "");

describe("the page on running a night", { timeout: 120_000 }, () => {
  let folder: string;
  const outputs = new Map<string, string>();

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "mlm-live-page-"));
    await writeFile(join(folder, "night.mlm"), blocksOf("mlm")[0] ?? "");
    for (const line of blocksOf("sh").flatMap((block) => block.trim().split("\n"))) {
      const [command = "", target] = line.split(" > ");
      const { code, stdout, stderr } = await runCli(wordsOf(command).slice(1), { cwd: folder });
      if (code !== 0) throw new Error(`${line}\n${stderr}`);
      if (target !== undefined) await writeFile(join(folder, target), stdout);
      outputs.set(command, stdout + stderr);
    }
  }, 120_000);

  afterAll(() => rm(folder, { recursive: true }));

  const told = (start: string): string =>
    [...outputs].find(([command]) => command.startsWith(start))?.[1] ?? "";

  it("has a program in the canonical layout", async () => {
    expect((await runCli(["fmt", "--check", join(folder, "night.mlm")])).code).toBe(0);
  });

  it("goes from a feed to a forecast that is published and ends at the final total", () => {
    const rehearsal = told("mlm live night.mlm --feed feed.jsonl --rehearse");
    expect(rehearsal).toContain("hold: ");
    expect(rehearsal).toContain("; publish\n");
    expect(rehearsal).toMatch(
      /200 of 200 units \(100\.0 %\); total ([\d,]+) \[\1, \1\]; publish\n$/u,
    );
    expect(told("mlm live calibrate")).toContain(
      "the final total was inside its widest interval for good",
    );
  });

  it("goes on to what people decided, and to the snapshot of a moment", async () => {
    const last = readSnapshot(await readFile(join(folder, "last.json"), "utf8"));
    expect(last?.forecast.units.find(({ unit }) => unit === "p007")).toMatchObject({
      status: "excluded",
      counted: 0,
    });
    expect(told("mlm live state --out rehearsal --at")).toMatch(/^snapshot \d+, 2026-11-04T0/u);
  });

  it("has the rules and the gates as they are", () => {
    const { reportedAt, plausible } = usualRules;
    expect(page).toContain(`share is ${String(reportedAt).slice(1)} or more`);
    expect(page).toContain(`outside ${String(plausible[0]).slice(1)} to ${plausible[1]} times`);
    expect(page).toContain(`fewer than ${usualGates.judgedAtLeast} units`);
    expect(page).toContain(`less ${String(usualGates.slack).slice(1)};`);
    expect(page).toContain(`no news for ${usualGates.gap / 60} minutes`);
    expect(page).toContain(`more than ${usualGates.residual} sd in the mean`);
  });
});
