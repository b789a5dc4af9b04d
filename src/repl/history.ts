/** Lines of earlier sessions, in a file of the user's; a file that cannot be used is no mistake. */
import { appendFile, readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";

const mostLines = 1000;

export function historyFile(): string {
  return process.env["MLM_HISTORY"] ?? join(homedir(), ".mlm_history");
}

/** The newest first, as readline keeps them. */
export async function readHistory(file: string): Promise<string[]> {
  try {
    const lines = (await readFile(file, "utf8")).split("\n").filter((line) => line !== "");
    return lines.slice(-mostLines).reverse();
  } catch {
    return [];
  }
}

export async function keepLine(file: string, line: string): Promise<void> {
  if (line.trim() === "") return;
  await appendFile(file, `${line}\n`, { mode: 0o600 }).catch(() => undefined);
}
