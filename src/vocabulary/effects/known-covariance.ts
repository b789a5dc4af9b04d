/** Effects of groups whose covariance is known up to its scale: kinship, distance, similarity. */
import type { LatentEffect } from "./effect.js";

export const knownCovariance: LatentEffect = {
  name: "covariance",
  summary:
    "(1 | g, cov = S): effects of g with covariance sd² S, S a table of the covariances of every pair of levels.",
  nodeKind: "covariance",
  options: [],
  fewestNodes: 2,
  build: ({ nodeCount, precision }) => ({
    form: "scaled",
    nodeCount,
    matrix: precision!,
    intrinsic: [],
    scaled: false,
  }),
};
