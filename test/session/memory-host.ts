/** A host over files that are held in memory. */
import { inProcessRunner } from "../../src/posterior/index.js";
import type { Host } from "../../src/session/index.js";

export interface MemoryHost extends Host {
  /** What the program wrote, by path; bytes as Latin-1 text. */
  readonly written: ReadonlyMap<string, string>;
  /** The same, as bytes. */
  readonly bytesOf: (path: string) => Uint8Array | undefined;
}

export function memoryHost(files: Readonly<Record<string, string | Uint8Array>> = {}): MemoryHost {
  const written = new Map<string, string>();
  const bytes = new Map<string, Uint8Array>();
  const encoded = (contents: string | Uint8Array): Uint8Array =>
    typeof contents === "string" ? new TextEncoder().encode(contents) : contents;
  return {
    written,
    bytesOf: (path) => bytes.get(path),
    runner: inProcessRunner,
    now: () => performance.now() / 1000,
    readFile: (path) => {
      const contents = files[path];
      return Promise.resolve(
        contents === undefined
          ? { kind: "problem", reason: "absent", message: `there is no file \`${path}\`` }
          : { kind: "contents", bytes: encoded(contents) },
      );
    },
    checkWritable: () => Promise.resolve(undefined),
    writeFile: (path, contents) => {
      bytes.set(path, encoded(contents));
      const text =
        typeof contents === "string" ? contents : new TextDecoder("latin1").decode(contents);
      written.set(path, text);
      return Promise.resolve({ kind: "written" });
    },
  };
}
