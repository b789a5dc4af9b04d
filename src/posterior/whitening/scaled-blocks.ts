/** Models whose latents are groups of one scale each. */
import type { LatentPlan } from "../../compiler/index.js";
import type { ModelSpec } from "../../model/model-spec.js";

export interface ScaledBlock {
  readonly scale: number;
  readonly start: number;
  readonly count: number;
  /** The grouping factor. */
  readonly factor: string;
}

/** One scale a block, all of them by their logs: what the maps know; undefined for other models. */
export function scaledBlocks(
  { blocks, starts, hyperparameters }: LatentPlan,
  { design }: ModelSpec,
): readonly ScaledBlock[] | undefined {
  if (hyperparameters.some(({ kind, bounds }) => kind !== "scale" || bounds)) return undefined;
  const scaled: ScaledBlock[] = [];
  for (const [b, block] of blocks.entries()) {
    if (block.kind === "common") continue;
    if (block.kind !== "group" || block.effects !== 1) return undefined;
    scaled.push({
      scale: block.hyperparameters[0]!,
      start: starts[b]!,
      count: block.levels,
      factor: design.predictor.group[b]!.factor.name,
    });
  }
  return scaled;
}
