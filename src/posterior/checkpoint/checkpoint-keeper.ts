/** Keeps the chains of a running fit in a file, and finds there where an earlier run left them. */
import type { ChainBlock, SavedChain } from "../../engines/nuts/index.js";
import { joinDraws } from "../../engines/nuts/index.js";
import { damagedCheckpoint, inferenceFailure } from "../inference-failure.js";
import { readCheckpoint, writeCheckpoint } from "./checkpoint-file.js";
import type { Checkpoint, CheckpointFile } from "./checkpoint-file.js";
import { differenceOf, type Fingerprint } from "./fingerprint.js";

export interface CheckpointKeeper {
  /** As an earlier run left them. */
  readonly saved: Checkpoint["chains"];
  add(block: ChainBlock): void;
  /** Writes what has come since; the first thing that went wrong in writing, in words. */
  close(): Promise<string | undefined>;
}

/** At most this share of the time goes into writing, and no write follows another at once. */
const shareOfWriting = 0.05;
const fewestSeconds = 0.25;

async function recall(
  file: CheckpointFile,
  wanted: Fingerprint,
  dimension: number,
): Promise<Checkpoint["chains"]> {
  const bytes = await file.read();
  if (bytes === undefined) return [];
  const found = await readCheckpoint(bytes);
  const damaged = damagedCheckpoint(
    found === "foreign"
      ? `\`${file.name}\` is not a checkpoint, and is left as it is`
      : `the checkpoint \`${file.name}\` is damaged: it is not what was written`,
  );
  if (typeof found === "string") throw inferenceFailure([damaged]);
  const difference = differenceOf(found.fingerprint, wanted);
  if (difference) {
    const { what, ...sides } = difference;
    throw inferenceFailure([
      {
        code: "checkpoint-of-another-fit",
        severity: "error",
        message: `the checkpoint \`${file.name}\` is of ${what}`,
        ...sides,
        help: "delete the file to start anew, or name another one",
      },
    ]);
  }
  const chains = found.chainsOf(dimension);
  if (!chains) throw inferenceFailure([damaged]);
  return chains;
}

/**
 * `dimension` is that of kept positions. Rejects with an `InferenceFailure` where the file holds something
 * else than this fit.
 */
export async function openCheckpointKeeper(
  file: CheckpointFile,
  fingerprint: Fingerprint,
  chainCount: number,
  dimension: number,
  now: () => number,
): Promise<CheckpointKeeper> {
  const saved = await recall(file, fingerprint, dimension);
  const chains: (SavedChain | undefined)[] = Array.from(
    { length: chainCount },
    (_, chain) => saved[chain],
  );
  const fresh: ChainBlock[] = [];
  let writing: Promise<void> | undefined;
  let problem: string | undefined;
  let nextWrite = now() + fewestSeconds;

  /** Joins the blocks to what their chains had. */
  const takeIn = (): void => {
    for (const [chain, before] of chains.entries()) {
      const blocks = fresh.filter((block) => block.chain === chain);
      const last = blocks.at(-1);
      if (!last) continue;
      const records = blocks.map(({ record }) => record);
      const record = joinDraws(before ? [before.record, ...records] : records);
      chains[chain] = { snapshot: last.snapshot, record };
    }
    fresh.length = 0;
  };
  const write = async (): Promise<void> => {
    const started = now();
    try {
      takeIn();
      problem ??= await file.write(await writeCheckpoint({ fingerprint, chains }));
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      // More than an array of bytes can hold: the draws stay with the fit.
      problem ??= `\`${file.name}\` would be too large`;
    }
    nextWrite = now() + Math.max(fewestSeconds, (now() - started) / shareOfWriting);
    writing = undefined;
  };
  return {
    saved,
    add(block) {
      fresh.push(block);
      if (writing === undefined && now() >= nextWrite) writing = write();
    },
    async close() {
      await writing;
      if (fresh.length > 0) await write();
      return problem;
    },
  };
}
