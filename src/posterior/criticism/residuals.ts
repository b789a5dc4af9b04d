/** Residuals row by row, or averaged in bins of the fitted values. */
import { discreteFamilies } from "../../vocabulary/index.js";
import { counted } from "../number-text.js";
import type { Posterior } from "../posterior.js";
import type { ResultTable } from "../result-table.js";
import { binResiduals } from "./bin-residuals.js";
import { rowNumber } from "./elpd.js";
import { fittedRows, type FittedRows } from "./fitted-rows.js";
import { residualKinds, type ResidualKind } from "./residual-kinds.js";

export interface ResidualOptions {
  /** `quantile` by default. */
  readonly kind?: ResidualKind;
  /** Averages in so many bins of rows with similar fitted values. */
  readonly bins?: number;
  /** Of the spread of counts; 1 by default. */
  readonly seed?: number;
}

const definitions: Readonly<Record<ResidualKind, string>> = {
  response: "observed less fitted",
  pearson: "observed less fitted, over the standard deviation of the response",
  quantile:
    "standard normal where the model is right: the normal quantile of the posterior mean of P(Y ≤ y)",
  deviance: "signed root of twice the log likelihood that is lost to the best mean of the row",
};

function rowTable(
  posterior: Posterior,
  { mean }: FittedRows,
  residuals: Float64Array,
  kept: Int32Array,
): Pick<ResultTable, "columns" | "rows" | "chart"> {
  const { values, trials } = posterior.model.spec.design.response;
  return {
    columns: [
      { name: "row", format: "integer" },
      ...["fitted", "observed", "residual"].map((name) => ({ name, format: "number" as const })),
    ],
    rows: Array.from(kept, (row) => [
      rowNumber(posterior, row),
      mean[row]!,
      values[row]! / (trials?.[row] ?? 1),
      Number.isFinite(residuals[row]) ? residuals[row]! : null,
    ]),
    chart: { shape: "points", x: "fitted", y: "residual", none: 0 },
  };
}

export function residualTable(
  posterior: Posterior,
  { kind = "quantile", bins, seed = 1 }: ResidualOptions = {},
): ResultTable {
  const { spec } = posterior.model;
  const { trials, weights } = spec.design.response;
  const fitted = fittedRows(posterior);
  const residuals = residualKinds[kind]({ posterior, fitted, seed });
  const kept = Int32Array.from(fitted.mean.keys()).filter((row) => trials?.[row] !== 0);
  const discrete = discreteFamilies.has(spec.family);
  const body =
    bins === undefined
      ? rowTable(posterior, fitted, residuals, kept)
      : binResiduals({ posterior, fitted, residuals, kept, kind, bins });
  return {
    kind: "table",
    title: `${kind[0]!.toUpperCase()}${kind.slice(1)} residuals of ${spec.name}: ${spec.formulaText}`,
    ...body,
    notes: [
      definitions[kind],
      ...(bins === undefined
        ? []
        : ["about 95 % of bins lie between lower and upper where the model is right"]),
      ...(trials ? ["fitted and observed are shares of the trials"] : []),
      ...(kind === "quantile" && discrete
        ? [`counts are spread over their probability at random, seed ${seed}`]
        : []),
      ...(weights ? ["weights play no part in a row's residual"] : []),
      ...(kept.length < fitted.mean.length
        ? [`${counted(fitted.mean.length - kept.length, "row", "rows")} without trials left out`]
        : []),
    ],
  };
}
