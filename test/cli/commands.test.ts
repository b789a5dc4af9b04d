import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { schemaProblems } from "../report/json-schema.js";
import { mainFile, runCli } from "./run-cli.js";

const program = `# A small survey.
seed = 1
draws = 200
data d = read("d.csv")
model m on d {
  y ~ x
  family = gaussian
}
f = fit(m, engine = nuts, draws = draws, tune = 200, chains = 2, seed = seed)
summary(f)
save(summary(f), "out/summary.csv")
`;

const data = "y,x\n1.1,1\n2.3,2\n2.8,3\n4.2,4\n5.1,5\n5.8,6\n7.3,7\n7.9,8\n";

let folder: string;
const file = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "mlm-cli-"));
  await writeFile(file("good.mlm"), program);
  await writeFile(file("d.csv"), data);
  await writeFile(file("bad.mlm"), 'data d = read("e.csv")\nmodel m on d { y ~ x }\nsumary(m)\n');
  await writeFile(file("untidy.mlm"), "a=1 # one\na+ 1\n");
});

afterAll(() => rm(folder, { recursive: true }));

describe("mlm run", () => {
  it("prints results on standard output, progress on standard error, and saves files", async () => {
    const { code, stdout, stderr } = await runCli(["run", file("good.mlm")]);
    expect(stderr).toContain("µs per gradient; 1000 transitions of 10 leapfrog steps would take");
    expect(stdout).toContain("d: 8 rows; y number, x number");
    expect(stdout).toContain("> summary(f)\nm: y ~ x\nparameter");
    expect(stdout).toContain("saved out/summary.csv");
    expect(stdout).not.toContain("\u001b");
    expect(code).toBe(0);
    expect(await readFile(file("out/summary.csv"), "utf8")).toMatch(/^parameter,mean,sd,/u);
  });

  it("prints one JSON document that the schema describes, with the values of --set", async () => {
    const args = ["run", file("good.mlm"), "--format", "json", "--set", "seed=5"];
    const { code, stdout } = await runCli([...args, "--set", "draws=150"]);
    const document = JSON.parse(stdout) as { seed: number; results: Record<string, unknown> };
    const schema = JSON.parse(await readFile("docs/mlm-output.schema.json", "utf8")) as object;
    expect(schemaProblems({ ...schema }, document)).toEqual([]);
    expect(document.seed).toBe(5);
    expect(document.results["f"]).toMatchObject({ settings: { draws: 150, seed: 5 } });
    expect(code).toBe(0);
  });

  it("prints one page that loads nothing, with the data's hash, and tells progress elsewhere", async () => {
    const { code, stdout } = await runCli(["run", file("good.mlm"), "--format", "html"]);
    expect(stdout.startsWith("<!doctype html>")).toBe(true);
    expect(stdout).toContain("no result is in doubt, but see the warnings");
    expect(stdout).toContain(createHash("sha256").update(data).digest("hex"));
    expect(stdout).toContain("mlm run good.mlm --format html");
    expect(stdout.match(/<figure>.*?<svg [^>]*role="img"><title>Parameters of m</gsu)).toHaveLength(
      1,
    );
    expect(stdout).not.toMatch(/<script|https?:|url\(/u);
    expect(code).toBe(0);
  });

  it("writes the report, the document and saved files below --out", async () => {
    const args = ["run", file("good.mlm"), "--set", "draws=100", "--out", file("results")];
    const { stdout } = await runCli(args);
    expect((await readdir(file("results"))).sort()).toEqual(["out", "report.txt", "results.json"]);
    expect(await readFile(file("results/report.txt"), "utf8")).toBe(stdout);
  });

  it("reports every mistake at its place and exits with 1, without a stack trace", async () => {
    const { code, stdout, stderr } = await runCli(["run", "bad.mlm"], { cwd: folder });
    expect(code).toBe(1);
    expect(stdout).toBe("");
    expect(stderr).toContain("error[file-not-readable]");
    expect(stderr).toContain("bad.mlm:1:15");
    expect(stderr).toContain("error[unknown-verb]");
    expect(stderr).not.toMatch(/\n\s+at /u);
  });

  it("exits with 3 when a fit is not to be trusted, and after Ctrl-C keeps what was drawn", async () => {
    const long = program.replace("draws = 200", "draws = 1000000").replace("gaussian", "student_t");
    await writeFile(file("long.mlm"), long);
    let told = false;
    const { code, stdout, stderr } = await runCli(["run", file("long.mlm")], {
      onError: (text, kill) => {
        // The first line of progress comes seconds after a warm-up of 200 iterations has ended.
        if (told || !/ % of \d+ iterations/u.test(text)) return;
        told = true;
        kill("SIGINT");
      },
    });
    expect(stderr).toContain("stopping the fit and keeping what was drawn");
    expect(stderr).toContain("warning[interrupted]");
    expect(stdout).toContain("> summary(f)\nm: y ~ x\nparameter");
    expect(code).toBe(3);
    // On loaded cores the summary of what was drawn until then takes its time.
  }, 120_000);

  it("ends quietly when nobody reads its output", () => {
    const command = `"${process.execPath}" "${mainFile}" compile "${file("good.mlm")}" --emit tokens | head -n 1`;
    const output = execFileSync("sh", ["-c", `${command} 2>&1`], { encoding: "utf8" });
    expect(output.trim().split("\n")).toHaveLength(1);
  });
});

describe("mlm check", () => {
  it("fits nothing and says that there are no errors", async () => {
    const { code, stdout, stderr } = await runCli(["check", "good.mlm"], { cwd: folder });
    expect([code, stdout, stderr]).toEqual([0, "good.mlm: no errors\n", ""]);
  });

  it("prints every diagnostic, or a document of them, and exits with 1", async () => {
    const text = await runCli(["check", "bad.mlm"], { cwd: folder });
    expect([text.code, text.stdout]).toEqual([1, "bad.mlm: 2 errors\n"]);
    const json = await runCli(["check", "bad.mlm", "--format", "json"], { cwd: folder });
    const document = JSON.parse(json.stdout) as { diagnostics: { code: string; line: number }[] };
    expect(document.diagnostics.map(({ code, line }) => [code, line])).toEqual([
      ["file-not-readable", 1],
      ["unknown-verb", 3],
    ]);
    expect(json.code).toBe(1);
  });

  it("writes no colour into a pipe, under CI neither", async () => {
    const { stderr } = await runCli(["check", "bad.mlm"], { cwd: folder, env: { CI: "true" } });
    expect(stderr).toContain("error[file-not-readable]");
    expect(stderr).not.toContain("\u001b");
  });

  it("opens another folder only when --allow names it", async () => {
    await writeFile(file("far.mlm"), `data d = read("${file("d.csv")}")\n`);
    const elsewhere = await mkdtemp(join(tmpdir(), "mlm-far-"));
    await writeFile(join(elsewhere, "far.mlm"), `data d = read("${file("d.csv")}")\n`);
    const refused = await runCli(["check", join(elsewhere, "far.mlm")]);
    expect(refused.stderr).toContain("error[file-outside-folder]");
    const allowed = await runCli(["check", join(elsewhere, "far.mlm"), "--allow", folder]);
    expect(allowed.code).toBe(0);
    await rm(elsewhere, { recursive: true });
  });
});

describe("mlm compile", () => {
  it.each([
    ["tokens", "data"],
    ["ast", "- model"],
    ["design", "x: numeric, 1 column"],
    ["spec", "family gaussian, link identity"],
    ["graph", "log density: %"],
    ["plan", "unconstrained coordinates: 3"],
  ])("prints the %s", async (stage, part) => {
    const { code, stdout } = await runCli(["compile", file("good.mlm"), "--emit", stage]);
    expect(stdout).toContain(part);
    expect(code).toBe(0);
  });
});

describe("mlm fmt", () => {
  it("says which files are untidy, lays them out, and then has nothing to say", async () => {
    const before = await runCli(["fmt", "--check", "untidy.mlm", "good.mlm"], { cwd: folder });
    expect([before.code, before.stdout]).toEqual([
      1,
      "untidy.mlm is not in the canonical layout\n",
    ]);
    expect((await runCli(["fmt", "untidy.mlm"], { cwd: folder })).code).toBe(0);
    expect(await readFile(file("untidy.mlm"), "utf8")).toContain("a = 1");
    const after = await runCli(["fmt", "--check", "untidy.mlm"], { cwd: folder });
    expect([after.code, after.stdout, after.stderr]).toEqual([0, "", ""]);
  });

  it("leaves a file with mistakes alone", async () => {
    await writeFile(file("broken.mlm"), "a = = 1\n");
    const { code } = await runCli(["fmt", "broken.mlm"], { cwd: folder });
    expect(code).toBe(1);
    expect(await readFile(file("broken.mlm"), "utf8")).toBe("a = = 1\n");
  });
});

describe("the command line", () => {
  it("tells its version", async () => {
    const { version } = JSON.parse(await readFile("package.json", "utf8")) as { version: string };
    expect((await runCli(["--version"])).stdout).toBe(`${version}\n`);
  });

  it.each([
    [["rum", "x.mlm"], "did you mean run"],
    [["run"], "missing required argument"],
    [["run", "x.mlm", "--format", "pdf"], "Allowed choices are text, json, html"],
    [["check", "x.mlm", "--format", "html"], "mlm check writes text or json"],
    [["run", "x.mlm", "--set", "seed"], "name=value"],
    [["run", "no-such-file.mlm"], "cannot read no-such-file.mlm: there is no such file"],
    [["compile", "x.mlm"], "--emit"],
    [["live", "x.mlm", "--every", "60"], "--feed"],
  ])("exits with 2 for %j", async (args, message) => {
    const { code, stderr } = await runCli(args);
    expect(stderr.toLowerCase()).toContain(message.toLowerCase());
    expect(code).toBe(2);
  });

  it("exits with 2 for a --set that the file does not use", async () => {
    const { code, stderr, stdout } = await runCli(["run", file("good.mlm"), "--set", "sed=2"]);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toBe(
      "mlm: --set sed: the program does not use a name `sed`; did you mean `seed`?\n",
    );
  });
});
