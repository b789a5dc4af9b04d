/** How many unconstrained coordinates a structured effect takes. */
import type { StructuredBlock } from "../../design/design-blocks.js";
import type { StructuredParameters } from "../../model/model-spec.js";

/** Coordinates of a block: hyperparameters, standard normals and trends. */
export function countStructuredCoordinates(
  { structure, copies, nodes }: StructuredBlock,
  { shape }: StructuredParameters,
): number {
  const directions = structure.intrinsic.reduce((sum, { axis }) => sum + (axis ? 2 : 1), 0);
  const trends = structure.intrinsic.filter(({ axis }) => axis).length;
  const own =
    structure.form === "autoregressive" ? nodes.length : nodes.length - directions + trends;
  const unstructured = structure.form === "mixed" ? nodes.length : 0;
  return (shape ? 2 : 1) + copies.length * (own + unstructured);
}
