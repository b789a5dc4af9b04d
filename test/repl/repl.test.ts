/** The prompt as people and programs use it: through a pipe, and in a terminal. */
import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openStream } from "../../src/math/index.js";
import { mainFile } from "../cli/run-cli.js";
import { hasPseudoTerminal, openTerminal } from "./terminal.js";

let folder: string;

function simulateCells(): string {
  const random = openStream(5, "cells");
  const rows = Array.from({ length: 120 }, (_, i) => {
    const state = `s${i % 12}`;
    const male = i % 2 === 0 ? -0.5 : 0.5;
    const eta = -0.3 + 0.4 * male + 0.5 * Math.sin(i % 12);
    const agree = Array.from({ length: 8 }, () => random.uniform()).filter(
      (u) => u < 1 / (1 + Math.exp(-eta)),
    );
    return `${state},${male},8,${agree.length}`;
  });
  return `state,male,n,agree\n${rows.join("\n")}\n`;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "mlm-repl-"));
  await writeFile(join(folder, "cells.csv"), simulateCells());
});

afterAll(() => rm(folder, { recursive: true }));

interface Piped {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function pipe(
  input: string,
  args: readonly string[] = ["repl", "cells.csv"],
  preload: readonly string[] = [],
): Promise<Piped> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...preload, mainFile, ...args], {
      cwd: folder,
      env: { ...process.env, CI: "true" },
    });
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stdout, stderr }));
    child.stdin.end(input);
  });
}

describe("the prompt in a pipe", () => {
  it("fits a formula at once and prints its summary, without prompt or colour", async () => {
    const { code, stdout, stderr } = await pipe("p(agree, n) ~ male + (1 | state)\n");
    expect(stdout).toContain("cells: 120 rows; state factor(12), male number, n number");
    expect(stdout).toContain("> summary(fit1)");
    expect(stdout).toMatch(/^sd\(1\|state\) /mu);
    expect(stdout).toMatch(/s from the formula to its summary/u);
    expect(stdout + stderr).not.toContain("\u001b");
    expect(stdout).not.toContain("mlm> ");
    expect(code).toBe(0);
  });

  it("takes every statement, over several lines, and names stay from one to the next", async () => {
    const lines = [
      "small = filter(cells, male > 0)",
      "model m on small {",
      "  p(agree, n) ~ 1 + (1 | state)",
      "  prior sd(1 | state) ~ HalfNormal(1)",
      "}",
      "f = fit(m, engine = inla)",
      "summary(f,",
      "  all = true)",
      "small = filter(cells, male < 0)",
      "small",
    ];
    const { code, stdout } = await pipe(`${lines.join("\n")}\n`);
    expect(stdout).toContain("1|state[s11]");
    expect(stdout.match(/60 rows/gu)?.length).toBeGreaterThan(1);
    expect(code).toBe(0);
  });

  it("points at the character of a mistake, goes on, and ends with 1", async () => {
    const { code, stdout, stderr } = await pipe("p(agree, n) ~ male + (1 | stat)\n1 + 1\n");
    expect(stderr).toContain("error[unknown-column]");
    expect(stderr).toContain("--> <prompt>:1:27");
    expect(stderr).toContain("did you mean `state`?");
    expect(stdout).toContain("> 1 + 1\n2");
    expect(code).toBe(1);
  });

  it("samples the last model by .nuts and compares the two fits by .agreement", async () => {
    const { code, stdout } = await pipe("p(agree, n) ~ male + (1 | state)\n.nuts\n.agreement\n");
    expect(stdout).toContain("r_hat");
    expect(stdout).toContain("Agreement of inla and nuts on model1");
    expect(code).toBe(0);
  });

  it("saves what worked as a file that runs", async () => {
    await pipe("p(agree, n) ~ male + (1 | state)\nnonsense(\n\n.save saved.mlm\n");
    const saved = await readFile(join(folder, "saved.mlm"), "utf8");
    expect(saved).toContain("model model1 on cells {");
    expect(saved).not.toContain("nonsense");
    const { code, stderr } = await pipe("", ["run", "saved.mlm"]);
    expect(stderr).not.toContain("error");
    expect(code).toBe(0);
  });

  it("saves a file that runs after names were given again, and says that they were", async () => {
    const lines = [
      "p(agree, n) ~ male + (1 | state)",
      "cells = filter(cells, male > 0)",
      "p(agree, n) ~ 1 + (1 | state)",
      "fit2",
      ".save again.mlm",
    ];
    const first = await pipe(`${lines.join("\n")}\n`);
    expect(first.stderr).toContain(
      "note: `cells` is replaced, it was data; still made from the one before: `model1`, `fit1`",
    );
    expect(first.code).toBe(0);
    const second = await pipe("", ["run", "again.mlm"]);
    expect(second.stderr).not.toContain("error");
    expect(second.code).toBe(0);
    const summaries = (text: string): readonly string[] => text.match(/^(sd\(|DIC).*$/gmu) ?? [];
    expect(summaries(first.stdout)).toHaveLength(6);
    expect(summaries(second.stdout)).toEqual(summaries(first.stdout));
  });

  it("reports mistakes of dot commands on standard error, and nothing of them elsewhere", async () => {
    const { code, stdout, stderr } = await pipe(".data nowhere\n.modles\n");
    expect(stderr).toContain("error[unknown-name]: no data are called `nowhere`");
    expect(stderr).toContain("did you mean `.models`?");
    expect(stdout).toMatch(/^cells: .*\n$/u);
    expect(code).toBe(1);
  });

  it("ends with 3 after a formula whose fit is not to be trusted", async () => {
    const lines = [
      'data patients = simulate(cross(patient = levels("p", 50), visit = [1, 2, 3]), seed = 3, ill = each(patient, normal(0, 2.5)))',
      "data visits = simulate(patients, seed = 4, well = binomial(1, inverse_logit(0.5 - ill)))",
      ".family bernoulli",
      "well ~ 1 + (1 | patient)",
      "fit1 = 0",
    ];
    const { code, stderr } = await pipe(`${lines.join("\n")}\n`, []);
    expect(stderr).toContain("approximation-not-trusted");
    expect(code).toBe(3);
  });

  it("tells of a defect on standard error, goes on with its names, and ends with 1", async () => {
    const breaking = 'performance.now = () => { throw new TypeError("the clock is broken"); };';
    const { code, stdout, stderr } = await pipe(
      "x = 41\np(agree, n) ~ male\nx + 1\n",
      ["repl", "cells.csv"],
      ["--import", `data:text/javascript,${encodeURIComponent(breaking)}`],
    );
    expect(stderr).toMatch(/^internal error of mlm .*: TypeError: the clock is broken$/mu);
    expect(stdout).toContain("> x + 1\n42");
    expect(code).toBe(1);
  });

  it("reads statements from standard input where mlm has no arguments", async () => {
    expect(await pipe("2 * 3\n.help fit\n", [])).toMatchObject({ code: 0 });
  });
});

describe.skipIf(!hasPseudoTerminal)("the prompt in a terminal", () => {
  it("completes, remembers, goes on over lines, survives mistakes and leaves by Ctrl-D", async () => {
    const terminal = openTerminal(["repl", "cells.csv"], folder, {
      MLM_HISTORY: join(folder, "history"),
    });
    await terminal.see("mlm> ");
    terminal.type("p(agr\t");
    await terminal.see("p(agree");
    terminal.type(", n) ~ male +\r");
    await terminal.see("...> ");
    terminal.type("(1 | state)\r");
    await terminal.see("sd(1|state)");
    await terminal.see("mlm> ");
    terminal.type("agree ~ mal\r");
    await terminal.see("did you mean `male`?");
    await terminal.see("mlm> ");
    terminal.type("\u001b[A");
    await terminal.see("agree ~ mal");
    terminal.type("\u0003");
    await terminal.see("mlm> ");
    terminal.type("\u0003");
    await terminal.see("Ctrl-D or .quit leaves");
    terminal.type("\u0004");
    expect(await terminal.ended()).toBe(0);
    expect(await readFile(join(folder, "history"), "utf8")).toContain("p(agree, n) ~ male +");
  }, 60_000);

  it("cancels a fit by Ctrl-C and keeps the prompt", async () => {
    const terminal = openTerminal(["repl", "cells.csv"], folder, {
      MLM_HISTORY: join(folder, "other"),
    });
    await terminal.see("mlm> ");
    terminal.type("model m on cells { p(agree, n) ~ male + (1 | state) }\r");
    await terminal.see("mlm> ");
    terminal.type("f = fit(m, engine = nuts, draws = 1000000, tune = 200, seed = 1)\r");
    await terminal.see("drawing");
    terminal.type("\u0003");
    await terminal.see("stopping the fit");
    await terminal.see("mlm> ");
    terminal.type("2 + 3\r");
    await terminal.see("5");
    terminal.type(".quit\r");
    expect(await terminal.ended()).toBe(0);
  }, 60_000);
});
