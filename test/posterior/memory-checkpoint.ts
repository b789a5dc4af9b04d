/** A checkpoint that is held in memory. */
import type { CheckpointFile } from "../../src/posterior/index.js";

export interface MemoryCheckpoint extends CheckpointFile {
  bytes: Uint8Array | undefined;
  writes: number;
}

export function memoryCheckpoint(version = "1.0.0"): MemoryCheckpoint {
  const file: MemoryCheckpoint = {
    name: "run.checkpoint",
    version,
    bytes: undefined,
    writes: 0,
    read: () => Promise.resolve(file.bytes),
    write: (bytes) => {
      file.bytes = bytes;
      file.writes++;
      return Promise.resolve(undefined);
    },
  };
  return file;
}
