/** Log density of one coordinate t of a parameter between two bounds. */
import { boundedLogDensity, type BoundedPrior } from "../bounded-priors.js";
import type { Op } from "../op.js";

export const boundedPrior: Op<BoundedPrior> = {
  shape([input]) {
    if (input!.size !== 1) throw new Error("bounded_prior takes one coordinate");
    return { size: 1, rows: false };
  },
  bind({ value, adjoint, inputs: [input] }, prior, math) {
    return {
      forward(): void {
        value[0] = boundedLogDensity(prior, input!.value[0]!, math).value;
      },
      backward(): void {
        input!.adjoint[0]! += adjoint[0]! * boundedLogDensity(prior, input!.value[0]!, math).slope;
      },
    };
  },
  describe: ({ lower, upper, density }) => `${density.kind} on (${lower}, ${upper})`,
};
