/** Averages of residuals over rows with similar fitted values (Gelman & Hill 2007, 5.6). */
import type { Posterior } from "../posterior.js";
import type { Cell, ResultTable } from "../result-table.js";
import type { FittedRows } from "./fitted-rows.js";
import type { ResidualKind } from "./residual-kinds.js";

interface Binning {
  readonly posterior: Posterior;
  readonly fitted: FittedRows;
  readonly residuals: Float64Array;
  /** Rows that say something. */
  readonly kept: Int32Array;
  readonly kind: ResidualKind;
  readonly bins: number;
}

/** Rows in ascending order of the fitted value, in bins whose sizes differ by one at most. */
function binsOf({ fitted, kept, bins }: Binning): readonly Int32Array[] {
  const order = kept.toSorted((a, b) => fitted.mean[a]! - fitted.mean[b]! || a - b);
  const count = Math.min(bins, order.length);
  return Array.from({ length: count }, (_, bin) =>
    order.subarray(
      Math.floor((bin * order.length) / count),
      Math.floor(((bin + 1) * order.length) / count),
    ),
  );
}

/** Trials count as so many rows where residuals are shares; other kinds have variance one. */
function binRow(
  { posterior, fitted, residuals, kind }: Binning,
  rows: Int32Array,
): readonly Cell[] {
  const { trials } = posterior.model.spec.design.response;
  const plain = kind === "response";
  let [total, fittedSum, residual, variance] = [0, 0, 0, 0];
  for (const row of rows) {
    const size = plain ? (trials?.[row] ?? 1) : 1;
    total += size;
    fittedSum += size * fitted.mean[row]!;
    residual += size * residuals[row]!;
    variance += plain ? fitted.variance[row]! : 1;
  }
  const error = (2 * Math.sqrt(variance)) / total;
  return [rows.length, fittedSum / total, residual / total, -error, error];
}

export function binResiduals(binning: Binning): Pick<ResultTable, "columns" | "rows" | "chart"> {
  return {
    columns: [
      { name: "n", format: "integer" },
      ...["fitted", "residual", "lower", "upper"].map((name) => ({
        name,
        format: "number" as const,
      })),
    ],
    rows: binsOf(binning).map((rows) => binRow(binning, rows)),
    chart: {
      shape: "intervals",
      x: "fitted",
      y: "residual",
      lower: "lower",
      upper: "upper",
      none: 0,
    },
  };
}
