/** The summary of a fit: moments, interval, Monte Carlo errors and convergence of each parameter. */
import type { ParameterRole } from "../target/index.js";
import { openDrawMeasures, summariseDraws, type DrawSummary } from "./diagnostics/index.js";
import { parameterDraws } from "./draws.js";
import type { Posterior } from "./posterior.js";
import type { Cell, ResultTable, TableColumn } from "./result-table.js";

export interface ParameterSummary extends DrawSummary {
  readonly name: string;
  readonly role: ParameterRole;
  readonly term: string;
}

export interface SummaryOptions {
  /** Roles, terms or names of the parameters to show; all when not given. */
  readonly include?: readonly string[];
  /** Of the highest density interval; 0.94 when not given. */
  readonly probability?: number;
}

export interface Summary {
  readonly rows: readonly ParameterSummary[];
  readonly table: ResultTable;
}

/** Summarises the reported parameters of a fit, in their order. */
export function summarise(posterior: Posterior, options: SummaryOptions = {}): Summary {
  const { include, probability = 0.94 } = options;
  const { draws } = posterior;
  const wanted = include && new Set(include);
  const measures = openDrawMeasures(draws.chains, draws.drawsPerChain);
  const rows = draws.parameters.flatMap(({ name, role, term }, index): ParameterSummary[] =>
    wanted === undefined || wanted.has(name) || wanted.has(role) || wanted.has(term)
      ? [
          {
            name,
            role,
            term,
            ...summariseDraws(parameterDraws(draws, index), measures, probability),
          },
        ]
      : [],
  );
  return { rows, table: summaryTable(posterior, rows, probability) };
}

function number(name: string): TableColumn {
  return { name, format: "number" };
}

function summaryTable(
  { model, draws }: Posterior,
  rows: readonly ParameterSummary[],
  probability: number,
): ResultTable {
  const tail = (100 * (1 - probability)) / 2;
  const percent = (value: number): string => `${Number(value.toFixed(4))}%`;
  const hidden = draws.parameters.length - rows.length;
  return {
    kind: "table",
    title: `${model.spec.name}: ${model.spec.formulaText}`,
    columns: [
      { name: "parameter", format: "text" },
      ...["mean", "sd", `hdi_${percent(tail)}`, `hdi_${percent(100 - tail)}`].map(number),
      ...["mcse_mean", "mcse_sd"].map(number),
      { name: "ess_bulk", format: "integer" },
      { name: "ess_tail", format: "integer" },
      number("r_hat"),
    ],
    rows: rows.map(summaryCells),
    notes: hidden > 0 ? [`${hidden} more parameters are not shown`] : [],
  };
}

/** What cannot be computed, for example the R-hat of a constant, is an empty cell. */
function summaryCells(row: ParameterSummary): readonly Cell[] {
  const numbers = [
    row.mean,
    row.sd,
    row.hdiLow,
    row.hdiHigh,
    row.mcseMean,
    row.mcseSd,
    Math.round(row.essBulk),
    Math.round(row.essTail),
    row.rHat,
  ];
  return [row.name, ...numbers.map((value) => (Number.isFinite(value) ? value : null))];
}
