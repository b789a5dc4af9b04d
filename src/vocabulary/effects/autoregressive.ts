/** Stationary first-order autoregression. */
import type { LatentEffect } from "./effect.js";

export const autoregressive: LatentEffect = {
  name: "ar1",
  summary:
    "ar1(t): stationary autoregression over whole steps of t; sd is the marginal standard deviation, rho the correlation of neighbours.",
  nodeKind: "steps",
  options: ["by"],
  shape: "rho",
  fewestNodes: 2,
  build: ({ nodeCount }) => ({ form: "autoregressive", nodeCount, intrinsic: [], scaled: false }),
};
