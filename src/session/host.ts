/** What a session needs of the outside world: files below a folder, threads for chains, a clock. */
import type { DataFrame, RecordColumns } from "../data/index.js";
import type { ChainRunner, CheckpointFile, OpenLaplaceThreads } from "../posterior/index.js";
import type { NetworkRunner, PredictionRunner } from "../networks/index.js";
import type { MarginsRunner } from "../workflows/ecological/margins/index.js";

/** Why a file could not be used. */
export type FileProblemReason =
  "absent" | "outside" | "not-a-file" | "too-large" | "damaged" | "unwritable" | "unreadable";

export interface FileProblem {
  readonly kind: "problem";
  readonly reason: FileProblemReason;
  /** One sentence for the user, without a trailing full stop. */
  readonly message: string;
  /** What to do about it: a file of nearly that name, an option. */
  readonly help?: string;
}

/** A file's bytes, decompressed when its name ends in `.gz`. */
export interface FileContents {
  readonly kind: "contents";
  readonly bytes: Uint8Array;
}

/** Why a query has no answer. */
export interface QueryProblem {
  readonly kind: "problem";
  readonly message: string;
  readonly help?: string;
  /** Character of the query that the database points at. */
  readonly at?: number;
}

export interface QueryAnswer {
  readonly kind: "answer";
  readonly records: RecordColumns;
  /** The frames that the query reads. */
  readonly used: readonly DataFrame[];
}

/** Runs one SELECT over frames under their names, until the signal stops it; rejects never. */
export type RunQuery = (
  sql: string,
  frames: readonly DataFrame[],
  signal: AbortSignal,
) => Promise<QueryAnswer | QueryProblem>;

export interface Host {
  /** Reads a file named as the program names it: relative to the model's folder. */
  readFile(path: string): Promise<FileContents | FileProblem>;
  /** What would keep `writeFile` from writing there; undefined when nothing is known to. */
  checkWritable(path: string): Promise<FileProblem | undefined>;
  /** Writes whole or not at all: to a temporary file beside it, then renamed. */
  writeFile(
    path: string,
    contents: string | Uint8Array,
  ): Promise<{ readonly kind: "written" } | FileProblem>;
  /** A file that a fit leaves for a later run to go on from; absent where there are no files. */
  openCheckpoint?(path: string): Promise<CheckpointFile | FileProblem>;
  /** Absent where there is no database. */
  readonly query?: RunQuery;
  readonly runner: ChainRunner;
  /** Threads for approximations; absent where there is but the calling thread. */
  readonly laplaceThreads?: OpenLaplaceThreads;
  /** Threads for chains of ecological inference; absent where there is but the calling thread. */
  readonly marginsRunner?: MarginsRunner;
  /** Threads that train networks; absent where there is but the calling thread. */
  readonly networkRunner?: NetworkRunner;
  /** Threads that predict by networks; absent where there is but the calling thread. */
  readonly predictionRunner?: PredictionRunner;
  /** An SVG as the bytes of a PNG; undefined where nothing that does it is installed. */
  rasterise?(svg: string): Promise<Uint8Array | undefined>;
  /** Seconds since an arbitrary moment. */
  now(): number;
}
