/** Every diagnostic code has a program that provokes it, and the text that the user then sees. */
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { diagnosticCodes } from "../../src/diagnostics/index.js";
import { diagnose } from "./diagnose.js";
import { codesWithoutProgram } from "./codes-without-program.js";

const folder = new URL("./", import.meta.url);
const pathOf = (name: string): URL => new URL(name, folder);
const updating = process.env["UPDATE_GOLDEN"] === "1";

const programs = readdirSync(folder)
  .filter((name) => name.endsWith(".mlm"))
  .map((name) => name.slice(0, -".mlm".length))
  .sort();
const codes = Object.keys(diagnosticCodes).sort();

/** A program named `code--variant` shows a further face of a code. */
const codeOf = (program: string): string => program.split("--")[0] ?? program;

describe("the table of diagnostic codes", () => {
  it("has a bad program for every code that a program can provoke", () => {
    const shown = new Set(programs.map(codeOf));
    const missing = codes.filter((code) => !shown.has(code) && !(code in codesWithoutProgram));
    expect(missing).toEqual([]);
  });

  it("excuses only codes that exist and have no program", () => {
    const excused = Object.keys(codesWithoutProgram);
    expect(excused.filter((code) => !codes.includes(code))).toEqual([]);
    expect(excused.filter((code) => programs.includes(code))).toEqual([]);
  });

  it("has a code for every bad program", () => {
    expect(programs.filter((program) => !codes.includes(codeOf(program)))).toEqual([]);
  });

  it("has no golden rendering without its program", () => {
    const golden = existsSync(pathOf("golden/")) ? readdirSync(pathOf("golden/")) : [];
    expect(golden.filter((name) => !programs.includes(name.replace(/\.txt$/, "")))).toEqual([]);
  });
});

describe("a bad program", () => {
  it.each(programs)("%s is reported as its golden rendering says", async (program) => {
    const rendered = await diagnose(`${program}.mlm`);
    const golden = pathOf(`golden/${program}.txt`);
    if (updating) writeFileSync(golden, rendered);
    expect(rendered).toContain(`[${codeOf(program)}]`);
    expect(rendered).toBe(
      existsSync(golden) ? readFileSync(golden, "utf8") : "no golden rendering",
    );
  });
});
