/**
 * How many rows have each count, on the scale of square roots, on which the noise of counts is alike:
 * a hanging rootogram (Tukey 1977; Kleiber & Zeileis 2016).
 */
import { quantile } from "../../../math/index.js";
import { numbers, panelOf, type CheckKind } from "./check-kind.js";
import { binNote, openCountBins } from "./count-bins.js";

const mean = (values: Float64Array): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

export const rootogram: CheckKind = {
  columns: () => [
    { name: "value", format: "integer" },
    { name: "observed", format: "integer" },
    ...numbers("expected", "hanging", "2.5%", "97.5%"),
  ],
  open(responses, rows) {
    const { add, close } = openCountBins(responses, rows);
    return {
      add,
      rows() {
        const { values, observed, replicatedOf } = close();
        return values.map((value, bin) => {
          const replicated = replicatedOf(bin);
          const expected = mean(replicated);
          const hung = replicated.map((count) => Math.sqrt(expected) - Math.sqrt(count)).reverse();
          return [
            value,
            observed[bin]!,
            expected,
            Math.sqrt(expected) - Math.sqrt(observed[bin]!),
            quantile(hung, 0.025),
            quantile(hung, 0.975),
          ];
        });
      },
    };
  },
  chart: (by) => ({
    shape: "bars",
    x: "value",
    y: "hanging",
    lower: "2.5%",
    upper: "97.5%",
    none: 0,
    ...panelOf(by),
  }),
  note: (responses) =>
    `hanging = √expected − √observed, above zero where the data have fewer than the model expects; the band has 95 % of replicates${binNote(responses)}`,
};
