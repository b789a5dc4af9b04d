/** Independent effects, one for each level: the same prior as `(1 | g)`, written as a term. */
import type { LatentEffect } from "./effect.js";
import { identityMatrix } from "./identity-matrix.js";

export const iid: LatentEffect = {
  name: "iid",
  summary: "iid(unit): independent effects, x[i] ~ Normal(0, sd).",
  nodeKind: "levels",
  options: ["by"],
  fewestNodes: 1,
  build: ({ nodeCount }) => ({
    form: "scaled",
    nodeCount,
    matrix: identityMatrix(nodeCount),
    intrinsic: [],
    scaled: false,
  }),
};
