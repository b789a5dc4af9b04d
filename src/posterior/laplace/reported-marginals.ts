/** Marginals of the reported parameters, in the order of the model. */
import { effectLatents, type LatentPlan } from "../../compiler/index.js";
import { hyperparameterMarginals, type LaplaceApproximation } from "../../engines/laplace/index.js";
import type { Marginal, MarginalTransform, NamedMarginal } from "../marginals/marginal.js";
import { latentMarginal } from "./mixture-marginals.js";

export interface ReportedMarginals {
  readonly marginals: readonly (Marginal | undefined)[];
  readonly precisions: readonly NamedMarginal[];
}

/** With no hyperparameter known at more than its mode (`eb`), its marginal is still that of its own density. */
export function reportedMarginals(
  plan: LatentPlan,
  approximation: LaplaceApproximation,
): ReportedMarginals {
  const { points } = approximation;
  const coordinates = hyperparameterMarginals(approximation);
  const transformed = (k: number, transform: MarginalTransform): Marginal => ({
    kind: "transformed",
    coordinate: coordinates[k]!,
    transform,
  });
  const ofScale = (k: number): Marginal =>
    transformed(k, plan.hyperparameters[k]!.bounds ?? "exponential");
  const { columnCount } = plan.predictor;
  const commonStart = plan.commonStart;
  const scales = plan.blocks.flatMap((block): (Marginal | undefined)[] => {
    if (block.kind === "common") return [];
    if (block.kind === "structured") {
      const [scale, shape] = block.hyperparameters;
      return [ofScale(scale!), ...(shape === undefined ? [] : [transformed(shape, block.range!)])];
    }
    const { effects, hyperparameters } = block;
    const pairs = hyperparameters.slice(effects);
    return [
      ...hyperparameters.slice(0, effects).map((k) => ofScale(k)),
      // With three or more effects only the first column of correlations is a function of one coordinate.
      ...pairs.map((k) => (effects === 2 ? transformed(k, "tanh") : undefined)),
    ];
  });
  const precisions = plan.hyperparameters.flatMap(({ name, kind, bounds }, k): NamedMarginal[] => {
    if (kind !== "scale" || !(name.startsWith("sd(") || name === "sigma")) return [];
    const inner = name === "sigma" ? "sigma" : name.slice(3, -1);
    return [
      {
        name: `precision(${inner})`,
        term: inner,
        marginal: transformed(k, bounds ? { ...bounds, as: "precision" } : "precision"),
      },
    ];
  });
  return {
    marginals: [
      ...Array.from({ length: columnCount - commonStart }, (_, j) =>
        latentMarginal(points, commonStart + j),
      ),
      ...plan.auxiliary.map((k) => ofScale(k)),
      ...scales,
      ...Array.from(effectLatents(plan), (latent) => latentMarginal(points, latent)),
    ],
    precisions,
  };
}
