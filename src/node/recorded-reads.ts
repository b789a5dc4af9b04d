/** A host that remembers which files a program read, with a hash of what was in them. */
import { createHash } from "node:crypto";
import type { Host } from "../session/index.js";

/** One file as it was read. */
export interface RecordedRead {
  readonly name: string;
  /** Of the contents, decompressed. */
  readonly bytes: number;
  /** SHA-256 of the contents, decompressed, in hexadecimal. */
  readonly hash: string;
}

/** `reads` grows while the host is used; a file that is read again is listed once. */
export function recordReads(host: Host): {
  readonly host: Host;
  readonly reads: ReadonlyMap<string, RecordedRead>;
} {
  const reads = new Map<string, RecordedRead>();
  const readFile: Host["readFile"] = async (path) => {
    const outcome = await host.readFile(path);
    if (outcome.kind === "contents") {
      const hash = createHash("sha256").update(outcome.bytes).digest("hex");
      reads.set(path, { name: path, bytes: outcome.bytes.byteLength, hash });
    }
    return outcome;
  };
  return { host: { ...host, readFile }, reads };
}
