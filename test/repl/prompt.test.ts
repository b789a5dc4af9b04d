/** The prompt without its terminal, over files in memory. */
import { describe, expect, it } from "vitest";
import { renderDiagnostics } from "../../src/diagnostics/index.js";
import { openPrompt, type Prompt } from "../../src/repl/prompt.js";
import { runFile, type SessionEvent } from "../../src/session/index.js";
import { memoryHost, type MemoryHost } from "../session/memory-host.js";

const cells =
  "state,male,n,agree\na,0,8,3\na,1,8,4\nb,0,8,2\nb,1,8,5\nc,0,8,1\nc,1,8,2\nd,0,8,4\nd,1,8,6\n";
const readCells = 'data cells = read("cells.csv")';
const formula = "p(agree, n) ~ male + (1 | state)";

interface TextPrompt {
  readonly prompt: Prompt;
  readonly host: MemoryHost;
  /** Whether the last of the inputs was sound. */
  readonly type: (...inputs: readonly string[]) => Promise<boolean>;
  /** What the prompt itself answered. */
  readonly answers: () => string;
  /** Everything reported, as a person reads it. */
  readonly reports: () => string;
  readonly events: readonly SessionEvent[];
  readonly defects: readonly unknown[];
}

function openTextPrompt(broken: Partial<MemoryHost> = {}): TextPrompt {
  const host = { ...memoryHost({ "cells.csv": cells }), ...broken };
  const events: SessionEvent[] = [];
  const defects: unknown[] = [];
  let answers = "";
  const prompt = openPrompt(host, {
    onEvent: (event) => events.push(event),
    openSignal: () => new AbortController().signal,
    write: (text) => (answers += text),
    onDefect: (error) => defects.push(error),
  });
  return {
    prompt,
    host,
    events,
    defects,
    type: async (...inputs) => {
      let sound = true;
      for (const input of inputs) ({ sound } = await prompt.handle(input));
      return sound;
    },
    answers: () => answers,
    reports: () =>
      events
        .flatMap((event) =>
          event.kind === "diagnostic"
            ? [renderDiagnostics([event.diagnostic], event.sources, { color: false })]
            : [],
        )
        .join(""),
  };
}

const names = ({ prompt }: TextPrompt): readonly string[] =>
  prompt.values().map(({ name }) => name);

describe("a formula alone", () => {
  it("takes the first numbers that are no name of the user's", async () => {
    const opened = openTextPrompt();
    await opened.type(readCells, "model1 = 7", "fit2 = 8", formula, formula);
    expect(names(opened)).toEqual(["cells", "model1", "fit2", "model2", "fit1", "model3", "fit3"]);
    expect(opened.prompt.values()).toContainEqual({
      name: "model1",
      value: { kind: "number", value: 7 },
    });
    expect(opened.events.filter(({ kind }) => kind === "replaced")).toEqual([]);
  });

  it("without data is a mistake that says what to type", async () => {
    const opened = openTextPrompt();
    expect(await opened.type(formula)).toBe(false);
    expect(opened.reports()).toContain("error[unknown-name]: there are no data yet");
    expect(opened.reports()).toContain('data NAME = read("file.csv")');
  });

  it("is fitted to the last data when the chosen ones are data no more", async () => {
    const opened = openTextPrompt();
    await opened.type(readCells, "men = filter(cells, male > 0)", ".data men", "men = 1");
    expect(opened.prompt.current()).toBe("cells");
  });
});

describe("a place", () => {
  it("is in <prompt> at the character that was typed", async () => {
    const opened = openTextPrompt();
    await opened.type(readCells, "x = 1", "  p(agree, n) ~ (1 | stat)");
    expect(opened.reports()).toContain("--> <prompt>:1:22");
    expect(opened.reports()).toContain("1 |   p(agree, n) ~ (1 | stat)");
    expect(opened.reports()).not.toContain("input");
  });

  it("counts lines from the beginning of the input", async () => {
    const opened = openTextPrompt();
    await opened.type(readCells, "model m on cells {\n  p(agree, n) ~ mal\n}");
    expect(opened.reports()).toContain("--> <prompt>:2:17");
  });

  it("in an earlier input shows that input", async () => {
    const opened = openTextPrompt();
    await opened.type(
      readCells,
      "model m on cells {\n  p(agree, n) ~ male\n  prior common ~ StudentT(3, 0, 1)\n}",
      "x = 1",
      "fit(m, engine = inla)",
    );
    const reports = opened.reports();
    expect(reports).toContain("not-latent-gaussian");
    expect(reports).toMatch(/<prompt>:\d:\d+\n.*\n. \| .*(?:StudentT|fit\(m)/u);
    expect(reports).not.toContain("input");
  });

  it("of what the prompt ran for a command is that command, not a text that nobody typed", async () => {
    const opened = openTextPrompt();
    await opened.type(readCells, formula, ".nuts");
    expect(opened.reports()).toMatch(/default-settings.*\n --> <prompt>:1:1\n.*\n1 \| \.nuts\n/u);
  });

  it("of the file on the command line is the command line", async () => {
    const opened = openTextPrompt();
    await opened.prompt.handle('data none = read("nine.csv")', "<command line>");
    expect(opened.reports()).toMatch(/--> <command line>:1:\d+/u);
  });
});

describe("a mistake in a dot command", () => {
  it.each([
    [".data xx", "unknown-name", 7, "xx"],
    [".data cellz", "unknown-name", 7, "did you mean `cells`?"],
    [".data x", "not-data", 7, "is not data"],
    [".data", "bad-argument", 1, "expected: cells"],
    [".family poison", "unknown-family", 9, "did you mean `poisson`?"],
    [".family", "bad-argument", 1, "poisson"],
    [".help sumary", "unknown-verb", 7, "did you mean `summary`?"],
    ["  .modles", "unknown-verb", 3, "did you mean `.models`?"],
    [".names all", "bad-argument", 8, "takes nothing"],
    [".quit now", "bad-argument", 7, "takes nothing"],
    [".save", "bad-argument", 1, ".save FILE"],
    [".plot", "unknown-name", 1, "no fit yet"],
    [".nuts", "unknown-name", 1, "no model yet"],
    [".agreement", "unknown-name", 1, "no two fits"],
  ])("%j is reported as %s in column %i", async (input, code, column, words) => {
    const opened = openTextPrompt();
    await opened.type(readCells, "x = 1");
    expect(await opened.type(input)).toBe(false);
    expect(opened.reports()).toContain(`error[${code}]`);
    expect(opened.reports()).toContain(`<prompt>:1:${column}\n`);
    expect(opened.reports()).toContain(words);
    expect(opened.answers()).toBe("");
  });

  it("says why a file was not written", async () => {
    const opened = openTextPrompt({
      writeFile: () =>
        Promise.resolve({ kind: "problem", reason: "outside", message: "it is outside" }),
    });
    expect(await opened.type("x = 1", ".save ../x.mlm")).toBe(false);
    expect(opened.reports()).toContain("error[file-outside-folder]: it is outside");
  });
});

describe(".plot", () => {
  it("draws the parameters of the last fit, and its group effects where it has any", async () => {
    const opened = openTextPrompt();
    expect(await opened.type(readCells, formula, ".plot")).toBe(true);
    const shown = (): readonly string[] =>
      opened.events.flatMap((event) =>
        event.kind === "shown" && event.result.value.kind === "chart"
          ? [event.result.value.name]
          : [],
      );
    expect(shown()).toEqual(["forest", "caterpillar"]);
    await opened.type("p(agree, n) ~ male", ".plot");
    expect(shown()).toEqual(["forest", "caterpillar", "forest"]);
  });
});

describe(".models", () => {
  it("lists models and fits, one line each: formula, family, engine", async () => {
    const opened = openTextPrompt();
    await opened.type(readCells, formula, "x = 1", "model m on cells { agree ~ male }", ".models");
    const lines = opened.answers().split("\n").slice(1);
    expect(lines).toEqual([
      "model1  p(agree, n) ~ male + (1 | state)  binomial(logit)     model on cells",
      "fit1    p(agree, n) ~ male + (1 | state)  binomial(logit)     inla fit of model1",
      "m       agree ~ male                      gaussian(identity)  model on cells",
      "",
    ]);
  });

  it("says that there are none", async () => {
    const opened = openTextPrompt();
    await opened.type(".models");
    expect(opened.answers()).toBe("there are no models yet\n");
  });
});

describe("the last model and the last fits", () => {
  it("are those whose names still stand for one", async () => {
    const opened = openTextPrompt();
    await opened.type(readCells, "model m on cells { agree ~ male }", "m = 1");
    expect(await opened.type(".nuts")).toBe(false);
    expect(opened.reports()).toContain("there is no model yet");
  });

  it("may have names in back-quotes", async () => {
    const opened = openTextPrompt();
    await opened.type(readCells, "model `my m` on cells { p(agree, n) ~ male }");
    await opened.type("`a fit` = fit(`my m`, engine = inla)", "other = fit(`my m`, engine = inla)");
    expect(await opened.type(".agreement")).toBe(true);
  });
});

describe("a defect of mlm", () => {
  it("is handed on, and the prompt goes on with every name", async () => {
    const defect = new TypeError("no such thing");
    const opened = openTextPrompt({ readFile: () => Promise.reject(defect) });
    await opened.type("x = 1");
    expect(await opened.type(readCells)).toBe(false);
    expect(opened.defects).toEqual([defect]);
    expect(await opened.type("y = x + 1")).toBe(true);
    expect(names(opened)).toEqual(["x", "y"]);
  });
});

describe(".save", () => {
  it("writes a program that runs after names were replaced", async () => {
    const opened = openTextPrompt();
    await opened.type(
      readCells,
      formula,
      "cells = filter(cells, male > 0)",
      "p(agree, n) ~ 1 + (1 | state) # the men",
      "model2 = 3",
      ".save again.mlm",
    );
    const text = opened.host.written.get("again.mlm") ?? "";
    const { diagnostics, results, hasErrors } = await runFile(
      { file: "again.mlm", text },
      opened.host,
    );
    expect(hasErrors, JSON.stringify(diagnostics)).toBe(false);
    const fit = results.find(({ name }) => name === "fit1")?.value;
    expect(fit?.kind === "fit" && fit.model.spec.design.rowsGiven).toBe(8);
    const second = results.find(({ name }) => name === "fit2")?.value;
    expect(second?.kind === "fit" && second.model.spec.design.rowsGiven).toBe(4);
  });
});
