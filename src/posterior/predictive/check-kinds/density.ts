/** The density of the responses beside those of replicates, all smoothed alike. */
import { quantile } from "../../../math/index.js";
import { discreteFamilies, families, type Support } from "../../../vocabulary/index.js";
import { bands, numbers, panelOf, type CheckedResponses, type CheckKind } from "./check-kind.js";
import { openDensityGrid } from "./smooth-density.js";

/** Where responses can be: shares between zero and one, counts from zero, others where their means are. */
function supportOf({ spec, shares }: CheckedResponses): Support {
  if (shares) return { lower: 0, upper: 1 };
  if (discreteFamilies.has(spec.family)) return { lower: 0, upper: Infinity };
  return families[spec.family].meanRange;
}

export const density: CheckKind = {
  columns: () => numbers("value", "observed", "2.5%", "50%", "97.5%"),
  open(responses, rows) {
    const pick = (all: Float64Array): Float64Array => Float64Array.from(rows, (row) => all[row]!);
    const own = pick(responses.observed);
    const grid = openDensityGrid(own, supportOf(responses));
    const observed = grid.densityOf(own);
    const replicates: Float64Array[] = [];
    return {
      add: (replicate) => void replicates.push(grid.densityOf(pick(replicate))),
      rows: () =>
        Array.from(grid.points, (point, i) => {
          const heights = Float64Array.from(replicates, (one) => one[i]!).sort();
          const quantiles = [0.025, 0.5, 0.975].map((p) => quantile(heights, p));
          return [point, observed[i]!, ...quantiles];
        }),
    };
  },
  chart: (by) => ({ shape: "intervals", x: "value", ...bands, ...panelOf(by) }),
  note: ({ shares }) =>
    `density of ${shares ? "the rows' shares" : "the responses"} by a normal kernel, whose width is that for the data`,
};
