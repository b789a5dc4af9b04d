/** What the correction of an approximation has to know of a model's blocks. */
import { latentsOf, type LatentPlan } from "../../compiler/index.js";
import type { CorrectionLayout } from "../../engines/importance/index.js";

type Block = LatentPlan["blocks"][number];

/** The scales of a block, in the order of the effects of a level. */
function scalesOf(block: Block): readonly number[] {
  if (block.kind === "common") return [];
  return block.hyperparameters.slice(0, block.kind === "group" ? block.effects : 1);
}

/** Latents of a block that are effects: all but the spatial parts of mixtures, which have unit scale. */
function effectsOf(block: Block): number {
  const latents = latentsOf(block);
  return block.kind === "structured" && block.form === "mixed" ? latents / 2 : latents;
}

/** A t in more dimensions than this is far from a normal. */
const mostCoefficients = 20;

/**
 * Normal responses need no quadrature: there x given theta is known exactly. Where there are no groups the coefficients
 * are proposed with theta, from a t: a normal given theta has lighter tails than the posterior of few rows.
 */
function groupsOf({
  blocks,
  family,
  link,
  responses,
  predictor,
}: LatentPlan): CorrectionLayout["groups"] {
  if (responses.kind !== "rows" || (family === "gaussian" && link === "identity")) return undefined;
  const [block, ...others] = blocks.filter(({ kind }) => kind !== "common");
  if (!block) return predictor.columnCount > mostCoefficients ? undefined : { groups: 0 };
  if (others.length > 0 || block.kind !== "group" || block.effects > 1) return undefined;
  return { groups: block.levels };
}

export function correctionLayout(plan: LatentPlan): CorrectionLayout {
  const { blocks, starts, predictor, hyperparameters } = plan;
  // Coordinates of scales between bounds are no logs, and far from zero: they stay as they are.
  const isLog = (k: number): boolean => hyperparameters[k]!.bounds === undefined;
  const scaleOf = new Int32Array(predictor.columnCount).fill(-1);
  blocks.forEach((block, b) => {
    const scales = scalesOf(block);
    if (scales.length === 0) return;
    for (let i = 0; i < effectsOf(block); i++) {
      const scale = scales[i % scales.length]!;
      if (isLog(scale)) scaleOf[starts[b]! + i] = scale;
    }
  });
  return {
    scales: blocks.flatMap(scalesOf).filter(isLog),
    scaleOf,
    groups: groupsOf(plan),
    isTriedTwice: plan.responses.kind === "rows",
  };
}
