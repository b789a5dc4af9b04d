/** Summaries of parameters as tables, by what the engine knows of them. */
import type { InlaPosterior, Posterior } from "./posterior.js";
import type { Cell, ResultTable, TableColumn } from "./result-table.js";
import type { ParameterMarginalSummary, ParameterSummary } from "./parameter-summary.js";

function number(name: string): TableColumn {
  return { name, format: "number" };
}

/** What cannot be computed, for example the R-hat of a constant, is an empty cell. */
function cellsOf(name: string, numbers: readonly number[]): readonly Cell[] {
  return [name, ...numbers.map((value) => (Number.isFinite(value) ? value : null))];
}

const titleOf = ({ model }: Posterior): string => `${model.spec.name}: ${model.spec.formulaText}`;

function notesOf({ model }: Posterior, shown: number): readonly string[] {
  const hidden = model.parameters.length - shown;
  return hidden > 0 ? [`${hidden} more parameters are not shown`] : [];
}

export function drawsTable(
  posterior: Exclude<Posterior, InlaPosterior>,
  rows: readonly ParameterSummary[],
  probability: number,
): ResultTable {
  const tail = (100 * (1 - probability)) / 2;
  const percent = (value: number): string => `${Number(value.toFixed(4))}%`;
  return {
    kind: "table",
    title: titleOf(posterior),
    columns: [
      { name: "parameter", format: "text" },
      ...["mean", "sd", `hdi_${percent(tail)}`, `hdi_${percent(100 - tail)}`].map(number),
      ...["mcse_mean", "mcse_sd"].map(number),
      { name: "ess_bulk", format: "integer" },
      { name: "ess_tail", format: "integer" },
      number("r_hat"),
    ],
    rows: rows.map((row) =>
      cellsOf(row.name, [
        row.mean,
        row.sd,
        row.hdiLow,
        row.hdiHigh,
        row.mcseMean,
        row.mcseSd,
        Math.round(row.essBulk),
        Math.round(row.essTail),
        row.rHat,
      ]),
    ),
    notes: notesOf(posterior, rows.length),
  };
}

export function marginalsTable(
  posterior: InlaPosterior,
  rows: readonly ParameterMarginalSummary[],
): ResultTable {
  const corrected = posterior.correction?.passed === true;
  const shown = rows.filter(({ name }) => !posterior.precisions.some((one) => one.name === name));
  return {
    kind: "table",
    title: titleOf(posterior),
    columns: [
      { name: "parameter", format: "text" },
      ...["mean", "sd", "2.5%", "50%", "97.5%", corrected ? "mcse_mean" : "mode"].map(number),
    ],
    rows: rows.map(({ name, mean, sd, q025, median, q975, mode, mcseMean }) =>
      cellsOf(name, [mean, sd, q025, median, q975, corrected ? (mcseMean ?? NaN) : mode]),
    ),
    notes: notesOf(posterior, shown.length),
  };
}
