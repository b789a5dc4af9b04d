/** Reads the program that a command is about. */
import { readFile } from "node:fs/promises";
import type { SourceText } from "../language/ast.js";

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EISDIR: "it is a folder",
  EACCES: "it may not be read",
};

/** The program's text, or undefined after one line on standard error. */
export async function readProgram(file: string): Promise<SourceText | undefined> {
  try {
    return { file, text: (await readFile(file, "utf8")).replace(/^\ufeff/u, "") };
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    process.stderr.write(`mlm: cannot read ${file}: ${reasons[code] ?? code}\n`);
    return undefined;
  }
}
