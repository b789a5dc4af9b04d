/** A host over files that are held in memory. */
import { inProcessRunner } from "../../src/posterior/index.js";
import type { Host } from "../../src/session/index.js";

export interface MemoryHost extends Host {
  /** What the program wrote, by path. */
  readonly written: ReadonlyMap<string, string>;
}

export function memoryHost(files: Readonly<Record<string, string>> = {}): MemoryHost {
  const written = new Map<string, string>();
  return {
    written,
    runner: inProcessRunner,
    now: () => performance.now() / 1000,
    readFile: (path) => {
      const text = files[path];
      return Promise.resolve(
        text === undefined
          ? { kind: "problem", reason: "absent", message: `there is no file \`${path}\`` }
          : { kind: "contents", bytes: new TextEncoder().encode(text) },
      );
    },
    checkWritable: () => Promise.resolve(undefined),
    writeFile: (path, text) => {
      written.set(path, text);
      return Promise.resolve({ kind: "written" });
    },
  };
}
