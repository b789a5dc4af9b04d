/** The table of areas that were left out, and what they say together. */
import { countOf } from "../../data/index.js";
import type { ModelSpec } from "../../model/model-spec.js";
import type { Cell, ResultTable, TableColumn } from "../../posterior/result-table.js";
import { areaChart, intervalChart, numberColumn, quantileName } from "../mrp/index.js";
import type { AreaValidation } from "./area-validation.js";
import type { LeftOutArea } from "./predict-left-out.js";

const average = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

const threeDigits = (value: number): string => value.toFixed(3);

const isCovered = ({ lower, observed, upper }: LeftOutArea): boolean =>
  lower <= observed && observed <= upper;

/** Elpd is a sum over areas: √(areas × variance), as for rows. */
function elpdInWords(areas: readonly LeftOutArea[]): string {
  const elpd = areas.map((area) => area.elpd);
  const mean = average(elpd);
  const variance = average(elpd.map((value) => (value - mean) ** 2));
  const total = (mean * areas.length).toFixed(1);
  return areas.length < 2 ? total : `${total} ± ${Math.sqrt(variance * areas.length).toFixed(1)}`;
}

function notesOf(
  { design }: ModelSpec,
  validation: Omit<AreaValidation, "table">,
  interval: number,
): string[] {
  const weighted = design.response.weights !== undefined;
  const { areas, flagged, failed, folds, done } = validation;
  const errors = average(areas.map(({ mean, observed }) => Math.abs(mean - observed)));
  const naive = average(areas.map(({ others, observed }) => Math.abs(others - observed)));
  const covered = areas.filter(isCovered).length;
  return [
    `${countOf(areas.length, "area")} predicted by fits without them, in ${done} of ${countOf(folds, "fold")}; ` +
      "sd and interval are of the area's own responses, their sampling noise included",
    `mean absolute error ${threeDigits(errors)}; of the mean of the other areas ${threeDigits(naive)}`,
    `${Math.round(100 * interval)} % intervals hold ${covered} of ${areas.length}; elpd ${elpdInWords(areas)}`,
    ...(weighted ? ["weights of the model's rows play no part in what was observed"] : []),
    ...(flagged > 0 ? [`${countOf(flagged, "fit")} of the folds not to be trusted`] : []),
    ...(failed > 0 ? [`${countOf(failed, "fold")} could not be fitted and left out`] : []),
  ];
}

function rowOf(area: LeftOutArea): Cell[] {
  const { labels, respondents, observed, mean, sd, lower, upper, elpd } = area;
  const error = mean - observed;
  return [
    ...labels,
    respondents,
    observed,
    mean,
    sd,
    lower,
    upper,
    error,
    isCovered(area) ? "yes" : "no",
    Number.isFinite(elpd) ? elpd : null,
  ];
}

/** One row an area. */
export function validationTable(
  spec: ModelSpec,
  validation: Omit<AreaValidation, "table">,
  by: readonly string[],
  interval: number,
): ResultTable {
  const tail = (1 - interval) / 2;
  const { areas, flagged } = validation;
  const text = (column: string): TableColumn => ({ name: column, format: "text" });
  const numbers = ["observed", "mean", "sd", quantileName(tail), quantileName(1 - tail), "error"];
  const placed = { by, areas: areas.map(({ labels }) => labels) };
  const chart = areaChart(placed, { ...intervalChart(interval), beside: "observed" });
  return {
    kind: "table",
    title: `Areas left out of ${spec.name}`,
    columns: [
      ...by.map(text),
      { name: "n", format: "integer" },
      ...numbers.map(numberColumn),
      text("covered"),
      numberColumn("elpd"),
    ],
    rows: areas.map(rowOf),
    notes: notesOf(spec, validation, interval),
    ...(flagged > 0 && { doubtful: true as const }),
    ...(chart && { chart }),
  };
}
