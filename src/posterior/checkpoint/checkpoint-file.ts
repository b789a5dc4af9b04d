/** A checkpoint as bytes: a mark, the SHA-256 of what follows, and the chains as plain data. */
import type { ChainSnapshot, DrawRecord, SavedChain } from "../../engines/nuts/index.js";
import type { Fingerprint } from "./fingerprint.js";
import { fromBytes, toBytes } from "./plain-bytes.js";

/** Where a checkpoint is kept; an absent file is none yet. */
export interface CheckpointFile {
  /** As the user knows it. */
  readonly name: string;
  /** The version of the program: another one may draw otherwise. */
  readonly version: string;
  read(): Promise<Uint8Array | undefined>;
  /** Whole or not at all; what went wrong in words, or undefined. */
  write(bytes: Uint8Array): Promise<string | undefined>;
}

export interface Checkpoint {
  readonly fingerprint: Fingerprint;
  /** Undefined for a chain that had told nothing yet. */
  readonly chains: readonly (SavedChain | undefined)[];
}

const mark = new TextEncoder().encode("mlm checkpoint 1");
const digestBytes = 32;

async function digest(bytes: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}

export async function writeCheckpoint({ fingerprint, chains }: Checkpoint): Promise<Uint8Array> {
  const payload = toBytes({ fingerprint, chains: chains.map((chain) => chain ?? null) });
  const bytes = new Uint8Array(mark.length + digestBytes + payload.length);
  bytes.set(mark);
  bytes.set(await digest(payload), mark.length);
  bytes.set(payload, mark.length + digestBytes);
  return bytes;
}

const sameBytes = (left: Uint8Array, right: Uint8Array): boolean =>
  left.length === right.length && left.every((byte, at) => byte === right[at]);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

function isFingerprint(value: unknown): value is Fingerprint {
  if (!isObject(value) || !isObject(value["settings"])) return false;
  const texts = [value["version"], value["model"], value["data"], value["coordinates"]];
  return [...texts, ...Object.values(value["settings"])].every((text) => typeof text === "string");
}

/** Columns of one length, and positions for them. */
function isRecord(value: unknown, dimension: number): value is DrawRecord {
  if (!isObject(value)) return false;
  const { positions, divergent, divergentPositions } = value;
  const doubles = [value["logDensity"], value["acceptance"], value["energy"]];
  if (!(divergent instanceof Uint8Array) || !(positions instanceof Float64Array)) return false;
  const { length } = divergent;
  return (
    positions.length === length * dimension &&
    doubles.every((column) => column instanceof Float64Array && column.length === length) &&
    value["treeDepth"] instanceof Uint8Array &&
    value["treeDepth"].length === length &&
    value["leapfrogs"] instanceof Uint16Array &&
    value["leapfrogs"].length === length &&
    Array.isArray(divergentPositions) &&
    divergentPositions.every((at) => at instanceof Float64Array && at.length === dimension)
  );
}

/** The sampler itself holds the state against one of its own. */
const isSnapshot = (value: unknown): value is ChainSnapshot =>
  isObject(value) &&
  typeof value["iteration"] === "number" &&
  isObject(value["state"]) &&
  value["stream"] instanceof Uint8Array;

const isSaved = (value: unknown, dimension: number): value is SavedChain =>
  isObject(value) && isSnapshot(value["snapshot"]) && isRecord(value["record"], dimension);

export interface ReadCheckpoint {
  readonly fingerprint: Fingerprint;
  /** For a model of that dimension; undefined where they are none. */
  chainsOf(dimension: number): Checkpoint["chains"] | undefined;
}

/** `foreign`: the bytes never were a checkpoint. `damaged`: they are not what was written. */
export async function readCheckpoint(
  bytes: Uint8Array,
): Promise<ReadCheckpoint | "foreign" | "damaged"> {
  if (!sameBytes(bytes.subarray(0, mark.length), mark)) return "foreign";
  const payload = bytes.subarray(mark.length + digestBytes);
  const stated = bytes.subarray(mark.length, mark.length + digestBytes);
  if (!sameBytes(stated, await digest(payload))) return "damaged";
  const data = fromBytes(payload);
  if (!isObject(data) || !isFingerprint(data["fingerprint"])) return "damaged";
  const { fingerprint, chains } = data;
  return {
    fingerprint,
    chainsOf(dimension) {
      if (!Array.isArray(chains)) return undefined;
      const saved = chains.map((chain: unknown) => chain ?? undefined);
      const isOne = (chain: unknown): chain is SavedChain | undefined =>
        chain === undefined || isSaved(chain, dimension);
      return saved.every(isOne) ? saved : undefined;
    },
  };
}
