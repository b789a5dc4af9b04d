/** What can be drawn, and what may be asked of a drawing. */
import type { DataFrame } from "../data/index.js";
import type { DiagnosticSink } from "../diagnostics/index.js";
import type { Name } from "../language/ast.js";
import type { ModelSpec } from "../model/model-spec.js";
import type { Posterior } from "../posterior/posterior.js";
import type { ResultTable } from "../posterior/result-table.js";
import type { NetworkFit } from "../workflows/ecological/networks/index.js";
import type { Poststratified } from "../workflows/mrp/index.js";
import type { Chart } from "./chart.js";

export interface NamedFit {
  readonly name: string;
  readonly fit: Posterior;
}

export interface NamedEstimates {
  readonly estimates: Poststratified;
  /** What is known to be true, a row an area. */
  readonly truth?: DataFrame;
}

export interface PlotOptions {
  /** A term with effects: `1|state`. */
  readonly term?: string;
  /** Names of parameters, or terms with effects. */
  readonly parameters?: readonly string[];
  /** Probability inside the intervals. */
  readonly interval?: number;
  /** The column of the truth. */
  readonly value?: string;
  /** The column whose values colours tell apart. */
  readonly color?: Name;
}

export interface Refusal {
  readonly message: string;
  /** The argument that is to blame; the whole call by default. */
  readonly argument?: string;
  readonly expected?: string;
  readonly help?: string;
}

export interface PlotContext {
  readonly options: PlotOptions;
  readonly sink: DiagnosticSink;
  /** Reports why there is no chart, and answers with none. */
  refuse(refusal: Refusal): Chart | undefined;
}

interface KindBase {
  /** One line for help and the catalogue. */
  readonly summary: string;
}

export interface FitChartKind extends KindBase {
  readonly of: "fits";
  /** True where several fits make one picture. */
  readonly several: boolean;
  /** Why a model's fits cannot be drawn so, known before they are fitted. */
  unsuited?(spec: ModelSpec): Refusal | undefined;
  draw(fits: readonly [NamedFit, ...NamedFit[]], context: PlotContext): Chart | undefined;
}

export interface EstimatesChartKind extends KindBase {
  readonly of: "estimates";
  draw(
    estimates: NamedEstimates,
    context: PlotContext,
  ): Chart | undefined | Promise<Chart | undefined>;
}

export interface TableChartKind extends KindBase {
  readonly of: "table";
  draw(table: ResultTable, context: PlotContext): Chart | undefined;
}

export interface ModelChartKind extends KindBase {
  readonly of: "model";
  draw(model: ModelSpec): Chart;
}

export interface NetworkChartKind extends KindBase {
  readonly of: "network";
  draw(fit: NetworkFit, context: PlotContext): Chart | undefined;
}

export type ChartKind =
  NetworkChartKind | FitChartKind | EstimatesChartKind | TableChartKind | ModelChartKind;
