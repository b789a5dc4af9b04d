/** `until`, `time` and `checkpoint` in a program. */
import { mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { nodeHost } from "../../src/node/node-host.js";
import { inProcessRunner } from "../../src/posterior/index.js";
import { documentToJson, renderValue } from "../../src/report/index.js";
import { runFile, type RunOutcome } from "../../src/session/index.js";
import { schemaProblems } from "../report/json-schema.js";
import { runText } from "./run-text.js";

const small = 'data d = read("d.csv")\nmodel m on d { y ~ x }\n';
const table = "y,x\n1,2\n2,3\n3,5\n4,4\n5,7\n6,6\n5,5\n7,9\n2,2\n4,5\n";
const files = { "d.csv": table };
const schema = JSON.parse(readFileSync("docs/mlm-output.schema.json", "utf8")) as Record<
  string,
  unknown
>;

describe("a fit until it is enough", () => {
  it("says in the summary and the document what was asked for and what there is", async () => {
    const { outcome, value } = await runText(
      `${small}least = 400\nf = fit(m, tune = 200, until = ess(least), seed = 2)\n`,
      files,
    );
    expect(value("f")).toMatchObject({ settings: { until: 400, draws: 10_000 } });
    const text = renderValue(value("f")!);
    expect(text).toMatch(/at least \d+ effective draws of every parameter; 400 were asked for/u);
    const json = JSON.parse(
      JSON.stringify(documentToJson({ ...outcome, version: "0.0.0" })),
    ) as Record<string, unknown>;
    expect(schemaProblems(schema, json)).toEqual([]);
    expect(json).toMatchObject({
      results: { f: { settings: { until: { ess: 400 } }, run: { ended: "enough" } } },
    });
  });

  it("takes draws as the most, and a time as a number or a text", async () => {
    const { value, errors } = await runText(
      `${small}f = fit(m, until = ess(100), draws = 2000, time = 60)\ng = fit(m, draws = 50, time = "1.5 min")\n`,
      files,
    );
    expect(errors).toEqual([]);
    expect(value("f")).toMatchObject({ settings: { draws: 2000, until: 100, time: 60 } });
    expect(value("g")).toMatchObject({ settings: { draws: 50, time: 90 } });
  });

  it("refuses what is no goal, no time, and engines that have none", async () => {
    const { outcome, errors } = await runText(
      `${small}a = fit(m, until = 1000)
b = fit(m, until = ess(0.5))
c = fit(m, until = ess(100, 200))
d1 = fit(m, until = rhat(1.01))
e = fit(m, time = "soon")
f = fit(m, time = -1)
g = fit(m, engine = inla, until = ess(100))
h = fit(m, until = ess(many))
`,
      files,
    );
    expect(errors).toEqual([
      "bad-argument @ 1000",
      "bad-argument @ 0.5",
      "bad-argument @ ess(100, 200)",
      "bad-argument @ rhat(1.01)",
      'bad-argument @ "soon"',
      "bad-argument @ -1",
      "bad-argument @ ess(100)",
      "unknown-name @ many",
    ]);
    const first = outcome.diagnostics.find(({ code }) => code === "bad-argument");
    expect(first?.expected).toBe(
      "ess(1000), with the effective draws that every parameter is to have",
    );
  });

  it("has no checkpoint where there are no files", async () => {
    const { errors } = await runText(`${small}f = fit(m, checkpoint = "f.checkpoint")\n`, files);
    expect(errors).toEqual(['file-not-written @ "f.checkpoint"']);
  });
});

describe("a fit with a checkpoint", () => {
  let folder = "";
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "mlm-checkpoint-"));
    await writeFile(join(folder, "d.csv"), table);
  });
  afterEach(() => rm(folder, { recursive: true }));

  const run = (fit: string, checkOnly = false): Promise<RunOutcome> => {
    const host = nodeHost({ folder, runner: inProcessRunner });
    return runFile({ file: "test.mlm", text: `${small}f = ${fit}\n` }, host, { checkOnly });
  };
  const codes = ({ diagnostics }: RunOutcome): readonly string[] =>
    diagnostics
      .filter(({ code, severity }) => severity === "error" || code === "resumed")
      .map(({ code }) => code);

  it("goes on when the program runs again, and leaves one file", async () => {
    const first = await run('fit(m, draws = 100, tune = 100, checkpoint = "f.checkpoint")');
    expect(codes(first).includes("resumed")).toBe(false);
    expect((await readdir(folder)).sort()).toEqual(["d.csv", "f.checkpoint"]);
    const again = await run('fit(m, draws = 200, tune = 100, checkpoint = "f.checkpoint")');
    expect(codes(again)).toContain("resumed");
  });

  it("writes over nothing that is not its own, and stays in its folder", async () => {
    expect(codes(await run('fit(m, checkpoint = "d.csv")'))).toEqual(["file-not-written"]);
    await writeFile(join(folder, "notes.txt"), "do not lose me\n");
    expect(codes(await run('fit(m, checkpoint = "notes.txt")'))).toEqual(["checkpoint-damaged"]);
    expect(await readFile(join(folder, "notes.txt"), "utf8")).toBe("do not lose me\n");
    expect(codes(await run('fit(m, checkpoint = "../f.checkpoint")'))).toEqual([
      "file-outside-folder",
    ]);
    expect(codes(await run('fit(m, checkpoint = ".")'))).toEqual(["checkpoint-damaged"]);
  });

  it("is not opened by a check, which still tells of a file outside", async () => {
    expect(codes(await run('fit(m, checkpoint = "f.checkpoint")', true))).toEqual([]);
    expect(await readdir(folder)).toEqual(["d.csv"]);
    expect(codes(await run('fit(m, checkpoint = "../f.checkpoint")', true))).toEqual([
      "file-outside-folder",
    ]);
  });

  it("is refused for another model by name", async () => {
    await run('fit(m, draws = 20, tune = 50, checkpoint = "f.checkpoint")');
    await writeFile(join(folder, "d.csv"), table.replace("7,9", "8,9"));
    const other = await run('fit(m, draws = 20, tune = 50, checkpoint = "f.checkpoint")');
    expect(codes(other)).toEqual(["checkpoint-of-another-fit"]);
    expect(other.hasErrors).toBe(true);
  });
});
