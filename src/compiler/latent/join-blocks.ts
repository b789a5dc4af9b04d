/** One joint prior from the priors of blocks of latents that are independent given theta. */
import type { SymmetricPattern } from "../../math/sparse/index.js";
import type { LatentPrior } from "../../target/index.js";
import type { BlockPrior } from "./block-prior.js";

interface Placed {
  readonly prior: BlockPrior;
  /** First latent and first slot. */
  readonly start: number;
  readonly slot: number;
}

function placeBlocks(priors: readonly BlockPrior[]): readonly Placed[] {
  let start = 0;
  let slot = 0;
  return priors.map((prior) => {
    const placed = { prior, start, slot };
    start += prior.pattern.size;
    slot += prior.pattern.rowIndex.length;
    return placed;
  });
}

/** A block-diagonal pattern keeps the slots of its blocks, one block after the other. */
function joinPatterns(blocks: readonly Placed[], size: number, slots: number): SymmetricPattern {
  const columnStart = new Int32Array(size + 1);
  const rowIndex = new Int32Array(slots);
  for (const { prior, start, slot } of blocks) {
    const { pattern } = prior;
    for (let j = 0; j < pattern.size; j++)
      columnStart[start + j + 1] = slot + pattern.columnStart[j + 1]!;
    for (let s = 0; s < pattern.rowIndex.length; s++)
      rowIndex[slot + s] = start + pattern.rowIndex[s]!;
  }
  return { size, columnStart, rowIndex };
}

function joinConstraints(blocks: readonly Placed[], size: number): readonly Float64Array[] {
  return blocks.flatMap(({ prior, start }) =>
    prior.constraints.map((row) => {
      const joint = new Float64Array(size);
      joint.set(row, start);
      return joint;
    }),
  );
}

export interface JointPrior {
  readonly prior: LatentPrior;
  readonly constraints: readonly Float64Array[];
  readonly pinned: readonly number[];
}

/** The part of each block in an array over all slots; the array is mostly the same. */
function openParts(blocks: readonly Placed[]) {
  let whole: Float64Array | undefined;
  let parts: readonly Float64Array[] = [];
  return (values: Float64Array): readonly Float64Array[] => {
    if (values === whole) return parts;
    whole = values;
    parts = blocks.map(({ prior, slot }) =>
      values.subarray(slot, slot + prior.pattern.rowIndex.length),
    );
    return parts;
  };
}

export function joinBlocks(priors: readonly BlockPrior[]): JointPrior {
  const blocks = placeBlocks(priors);
  const partsOf = openParts(blocks);
  const placedSlots = new Map<number, Int32Array>();
  const size = priors.reduce((total, { pattern }) => total + pattern.size, 0);
  const slots = priors.reduce((total, { pattern }) => total + pattern.rowIndex.length, 0);
  const mean = new Float64Array(size);
  for (const { prior, start } of blocks) if (prior.mean) mean.set(prior.mean, start);
  return {
    constraints: joinConstraints(blocks, size),
    pinned: blocks.flatMap(({ prior, start }) => (prior.pinned ?? []).map((own) => start + own)),
    prior: {
      pattern: joinPatterns(blocks, size, slots),
      mean,
      writePrecision(theta, values) {
        const parts = partsOf(values);
        for (let b = 0; b < priors.length; b++) priors[b]!.write(theta, parts[b]!);
      },
      precisionDerivative(theta, k) {
        const block = blocks.find(({ prior }) => prior.hyperparameters.includes(k));
        if (block === undefined) return undefined;
        const { prior, slot } = block;
        const entries = prior.derivative(theta, prior.hyperparameters.indexOf(k));
        // The slots of one hyperparameter are always the same.
        const known = placedSlots.get(k) ?? entries.slots.map((own) => slot + own);
        placedSlots.set(k, known);
        return { slots: known, values: entries.values };
      },
      logNormaliser: (theta, gradient) =>
        priors.reduce((total, prior) => total + prior.logNormaliser(theta, gradient), 0),
    },
  };
}
