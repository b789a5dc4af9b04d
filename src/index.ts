/** The public API: compile a formula, fit it, summarise and poststratify the fit. */
export type { Column, DataFrame, FactorColumn, NumericColumn, TextColumn } from "./data/index.js";
export type { DataCell, NeighbourGraph } from "./data/index.js";
export type { Diagnostic, Severity } from "./diagnostics/index.js";
export type { CompiledModel as Model } from "./compiler/index.js";
export type { ChainProgress } from "./engines/nuts/index.js";
export { inProcessRunner } from "./posterior/index.js";
export type {
  AdviPosterior,
  ChainRunner,
  Draws,
  ParameterSummary,
  InlaPosterior,
  NutsPosterior,
  PathfinderPosterior,
  Posterior,
  ResultTable,
  Summary,
} from "./posterior/index.js";
export type { CompileOptions, PoststratifyOptions } from "./session/library.js";
export { fit } from "./session/library-fit.js";
export type { FitOptions } from "./session/library-fit.js";
export { compile, frameFromColumns, ModelError, poststratify, summary } from "./session/library.js";
export { sbc, type SbcOptions } from "./session/simulation-based-calibration.js";
export type { Calibration } from "./workflows/calibration/index.js";
export { exportFit, loadFit } from "./session/library-files.js";
export type { ExportOptions, LoadOptions } from "./session/library-files.js";
export type { FitFormat, OutputFile } from "./outputs/index.js";
export type { Poststratified } from "./workflows/mrp/index.js";
export { chartToHtml, chartToSvg, plot } from "./session/library-plot.js";
export type { Drawable, PlotOptions } from "./session/library-plot.js";
export type { Chart } from "./charts/index.js";
