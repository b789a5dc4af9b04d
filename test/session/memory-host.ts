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
  const written = new Map<string, string | Uint8Array>();
  const encoded = (contents: string | Uint8Array | undefined): Uint8Array | undefined =>
    typeof contents === "string" ? new TextEncoder().encode(contents) : contents;
  return {
    get written() {
      const text = (contents: string | Uint8Array): string =>
        typeof contents === "string" ? contents : Buffer.from(contents).toString("latin1");
      return new Map(Array.from(written, ([path, contents]) => [path, text(contents)]));
    },
    bytesOf: (path) => encoded(written.get(path)),
    runner: inProcessRunner,
    now: () => performance.now() / 1000,
    readFile: (path) => {
      const bytes = encoded(files[path]);
      return Promise.resolve(
        bytes === undefined
          ? { kind: "problem", reason: "absent", message: `there is no file \`${path}\`` }
          : { kind: "contents", bytes },
      );
    },
    checkWritable: () => Promise.resolve(undefined),
    writeFile: (path, contents) => {
      written.set(path, contents);
      return Promise.resolve({ kind: "written" });
    },
  };
}
