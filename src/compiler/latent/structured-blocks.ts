/** Structured effects as blocks of latents, with their hyperparameters. */
import type { ModelSpec } from "../../model/model-spec.js";
import { boundedPriorOf } from "../structured/bounded-prior-of.js";
import { measureStructure } from "../structured/measure-structure.js";
import { scaleHyperparameter } from "./scale-prior.js";
import type { LatentHyperparameter, StructuredLatentBlock } from "./latent-plan.js";

/** Appends their hyperparameters. */
export function structuredBlocks(
  { design, structured }: ModelSpec,
  hyperparameters: LatentHyperparameter[],
): readonly StructuredLatentBlock[] {
  return design.predictor.structured.map((block, b): StructuredLatentBlock => {
    const { scaleName, scalePrior, shape } = structured[b]!;
    const { structure, nodes, copies } = block;
    const measured = structure.matrix && measureStructure(structure);
    const first = hyperparameters.push(scaleHyperparameter(scaleName, scalePrior)) - 1;
    const bounded = shape && boundedPriorOf(shape, measured);
    if (shape && bounded) hyperparameters.push({ name: shape.name, kind: "bounded", bounded });
    return {
      kind: "structured",
      form: structure.form,
      nodes: nodes.length,
      copies: copies.length,
      ...(measured && { measured }),
      zeroSums: structure.intrinsic.map((component) => component.nodes),
      hyperparameters: bounded ? [first, first + 1] : [first],
      ...(bounded && { range: { lower: bounded.lower, upper: bounded.upper } }),
    };
  });
}
