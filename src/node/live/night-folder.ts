/** The folder of a night: its log, to which is only appended, and what readers are shown, whole or not at all. */
import { createHash } from "node:crypto";
import { mkdir, open, readFile, type FileHandle } from "node:fs/promises";
import { join } from "node:path";
import {
  logLine,
  readLog,
  type LogEntry,
  type Override,
} from "../../workflows/election-night/log/index.js";
import { writeWhole } from "../write-whole.js";

export const names = {
  log: "log.jsonl",
  overrides: "overrides.jsonl",
  latest: "latest.json",
  page: "index.html",
} as const;

export function snapshotName(seq: number): string {
  return `snapshot-${String(seq).padStart(6, "0")}.json`;
}

export function digestOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** Empty where there is no file yet. */
export async function textIn(folder: string, name: string): Promise<string> {
  try {
    return await readFile(join(folder, name), "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return "";
    throw error;
  }
}

/** Lines go to the disk in one write; one that a kill tore before is ended first. */
async function append(handle: FileHandle, text: string): Promise<void> {
  await handle.appendFile(text);
  await handle.datasync();
}

export interface NightLog {
  readonly entries: readonly LogEntry[];
  readonly torn: number;
  append(entries: readonly LogEntry[]): Promise<void>;
  close(): Promise<void>;
}

export async function openLog(folder: string): Promise<NightLog> {
  await mkdir(folder, { recursive: true });
  const { entries, torn, openEnd } = readLog(await textIn(folder, names.log));
  const handle = await open(join(folder, names.log), "a");
  let isOpen = openEnd;
  return {
    entries,
    torn,
    async append(added) {
      if (added.length === 0) return;
      const text = added.map(logLine).join("");
      await append(handle, isOpen ? `\n${text}` : text);
      isOpen = false;
    },
    close: () => handle.close(),
  };
}

/** Throws where the disk does not take it: a night that cannot be kept must not go on as if it were. */
export async function writeInto(folder: string, name: string, text: string): Promise<void> {
  const failed = await writeWhole(join(folder, name), text, `.${name}.new`);
  if (failed !== undefined)
    throw Object.assign(new Error(`${name} cannot be written`), { code: failed });
}

export async function leaveOverride(folder: string, override: Override): Promise<void> {
  await mkdir(folder, { recursive: true });
  const before = await textIn(folder, names.overrides);
  const handle = await open(join(folder, names.overrides), "a");
  const line = `${JSON.stringify(override)}\n`;
  await append(handle, before === "" || before.endsWith("\n") ? line : `\n${line}`);
  await handle.close();
}

const actions: ReadonlySet<unknown> = new Set(["block", "unblock", "hold", "release"]);

function overrideOf(text: string): Override | undefined {
  try {
    const value = JSON.parse(text) as Partial<Override> | null;
    return actions.has(value?.action) && typeof value?.target === "string"
      ? (value as Override)
      : undefined;
  } catch {
    return undefined;
  }
}

/** What commands have left since `from` lines; a line without its end is not read yet. */
export async function overridesSince(folder: string, from: number): Promise<readonly LogEntry[]> {
  const lines = (await textIn(folder, names.overrides)).split("\n").slice(0, -1);
  return lines.slice(from).flatMap((text, at) => {
    const override = overrideOf(text);
    return override ? [{ kind: "override" as const, line: from + at, ...override }] : [];
  });
}
