/** Writes a file whole or not at all. */
import { randomBytes } from "node:crypto";
import { mkdir, open, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : "unknown error";

async function writeThrough(path: string, contents: string | Uint8Array): Promise<void> {
  const file = await open(path, "wx");
  try {
    await file.writeFile(contents);
    await file.sync();
  } finally {
    await file.close();
  }
}

/**
 * To a file beside it, through to the disk, and then renamed, so that no reader and no crash ever sees
 * half of it. The name of the file beside it is `beside`, or one that nobody else has. Returns the
 * system's code where that fails.
 */
export async function writeWhole(
  path: string,
  contents: string | Uint8Array,
  beside = `.${basename(path)}.${randomBytes(6).toString("hex")}`,
): Promise<string | undefined> {
  const temporary = join(dirname(path), beside);
  try {
    await mkdir(dirname(path), { recursive: true });
    await rm(temporary, { force: true });
    await writeThrough(temporary, contents);
    await rename(temporary, path);
    return undefined;
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    return codeOf(error);
  }
}
