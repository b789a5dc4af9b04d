/** One run a folder: a log with two writers is none. */
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

const name = ".running";

function isAlive(process_: number): boolean {
  try {
    process.kill(process_, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

export interface NightLock {
  release(): Promise<void>;
}

/** The number of the process that has the folder, or the lock. A process that was killed has it no more. */
export async function lockNight(folder: string): Promise<NightLock | number> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, name);
  const holder = Number(await readFile(path, "utf8").catch(() => "0"));
  if (holder > 0 && holder !== process.pid && isAlive(holder)) return holder;
  await writeFile(path, String(process.pid));
  return { release: () => rm(path, { force: true }) };
}
