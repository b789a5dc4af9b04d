/** Every row's response beside the interval that replicates have there. */
import { quantile } from "../../../math/index.js";
import type { Cell } from "../../result-table.js";
import { bands, numbers, panelOf, type CheckKind } from "./check-kind.js";

const probabilities = [0.025, 0.25, 0.5, 0.75, 0.975];

export const intervals: CheckKind = {
  columns: () => [
    { name: "row", format: "integer" },
    ...numbers("observed", ...probabilities.map((p) => `${100 * p}%`)),
  ],
  open({ observed, spec }, rows) {
    const replicates: Float64Array[] = [];
    return {
      add: (replicate) => void replicates.push(Float64Array.from(rows, (row) => replicate[row]!)),
      rows: () =>
        Array.from(rows, (row, i): readonly Cell[] => {
          const values = Float64Array.from(replicates, (one) => one[i]!)
            .filter((value) => !Number.isNaN(value))
            .sort();
          const quantiles = probabilities.map((p) => (values.length ? quantile(values, p) : null));
          const own = observed[row]!;
          return [spec.design.rows[row]! + 1, Number.isNaN(own) ? null : own, ...quantiles];
        }),
    };
  },
  chart: (by) => ({ shape: "intervals", x: "row", ...bands, ...panelOf(by) }),
  note: () => "of every row; about one observed value in 20 lies outside of 2.5% to 97.5%",
};
