/** The examples of docs/language.md are programs of the language. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { operatorLevels } from "../../grammar/index.js";
import { formatText, readFileText } from "../support/read-language.js";

const page = readFileSync(new URL("../../docs/language.md", import.meta.url), "utf8");
const examples = [...page.matchAll(/^```mlm\n(.*?)^```$/gms)].map(([, text]) => text ?? "");

describe("docs/language.md", () => {
  it("has examples", () => {
    expect(examples.length).toBeGreaterThan(0);
  });

  it.each(examples)("example reads without a mistake and is in canonical layout:\n%s", (text) => {
    expect(readFileText(text).diagnostics).toEqual([]);
    expect(formatText(text).result).toBe(text);
  });

  it("lists the operators in the order of the table of precedence", () => {
    const section = page.split("## Operators")[1]?.split("## ")[0] ?? "";
    const rows = section
      .split("\n")
      .filter((line) => line.startsWith("| `"))
      .map((line) => line.split(/(?<!\\)\|/)[1] ?? "")
      .map((cell) => [...cell.replaceAll("\\", "").matchAll(/`([^`]+)`/g)].map(([, name]) => name));
    const withoutCaret = rows.map((names) => names.filter((name) => name !== "^"));
    expect(withoutCaret).toEqual(operatorLevels.map(({ operators }) => operators));
  });
});
