/** Checkpoints in files. */
import { readFile } from "node:fs/promises";
import { basename, resolve } from "node:path";
import type { CheckpointFile } from "../posterior/index.js";
import { readVersion } from "./version.js";
import { writeWhole } from "./write-whole.js";

/**
 * The file at a path, called `name` in messages. A run that is killed while it writes leaves a file
 * beside it, which the next run writes over.
 */
export function checkpointAt(name: string, path: string): CheckpointFile {
  return {
    name,
    version: readVersion(),
    async read() {
      try {
        return await readFile(path);
      } catch (error) {
        if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
        // What is no file that can be read is no checkpoint either.
        return new Uint8Array(0);
      }
    },
    async write(bytes) {
      const failed = await writeWhole(path, bytes, `.${basename(path)}.unfinished`);
      return failed && `\`${name}\` cannot be written (${failed})`;
    },
  };
}

/** For programs that use the library: `fit(model, { checkpoint: checkpointFile("run.checkpoint") })`. */
export function checkpointFile(path: string): CheckpointFile {
  return checkpointAt(path, resolve(path));
}
