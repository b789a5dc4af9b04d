/** The library's functions: the verbs of the language for programs, with the same words. */
import { compileModel } from "../compiler/index.js";
import type { CompiledModel } from "../compiler/index.js";
import { collectDiagnostics, renderDiagnostics } from "../diagnostics/index.js";
import type { Diagnostic, DiagnosticCollector } from "../diagnostics/index.js";
import { frameFromColumns as framed } from "../data/index.js";
import type { DataCell, DataFrame, NeighbourGraph } from "../data/index.js";
import type { FormulaSources } from "../design/index.js";
import { parseFormulaText } from "../language/index.js";
import { resolveFormula } from "../model/index.js";
import { summarise } from "../posterior/index.js";

/** Thrown by the library for a mistake in what it was given; carries every diagnostic. */
export class ModelError extends Error {
  readonly diagnostics: readonly Diagnostic[];

  constructor(
    diagnostics: readonly Diagnostic[],
    sources: ReadonlyMap<string, string> = new Map(),
  ) {
    super(renderDiagnostics(diagnostics, sources, { color: false }));
    this.name = "ModelError";
    this.diagnostics = diagnostics;
  }
}

export interface CompileOptions {
  /** `gaussian` when absent. */
  readonly family?: string;
  /** The family's first link when absent. */
  readonly link?: string;
  /** Priors by the parameter or class that they are for: `{ common: "Normal(0, 2.5)" }`. */
  readonly priors?: Readonly<Record<string, string>>;
  /** Whose defaults stand where `priors` says nothing: our own, Bambi's row weights, or R-INLA's. */
  readonly defaultPriors?: "information" | "rows" | "r-inla";
  /** Graphs that the formula names: `{ borders }` for `besag(county, graph = borders)`. */
  readonly graphs?: Readonly<Record<string, NeighbourGraph>>;
  /** Data that the formula names: `{ similarity }` for `(1 | state, cov = similarity)`. */
  readonly frames?: Readonly<Record<string, DataFrame>>;
  /**
   * The response is known only as totals of units: `{ by: "precinct", to: "returns", weight: "n" }` with
   * `frames: { returns }`; `likelihood` is "mean", "normal", "saddlepoint" or "exact".
   */
  readonly aggregate?: {
    readonly by: string;
    readonly to: string;
    readonly weight?: string;
    readonly likelihood?: string;
  };
}

/** The file name of the formula in diagnostics. */
const formulaFile = "formula";

const clock = (): number => performance.now() / 1000;

/** The value, or a `ModelError` with what was reported instead. */
export function requireValue<Value>(
  value: Value | undefined,
  sink: DiagnosticCollector,
  sources?: ReadonlyMap<string, string>,
): Value {
  if (value === undefined || sink.hasErrors()) throw new ModelError(sink.diagnostics, sources);
  return value;
}

/**
 * Compiles a formula on data into a model that can be fitted.
 * Throws a `ModelError` with every mistake in the formula, the data or the options.
 */
export function compile(
  formula: string,
  data: DataFrame,
  options: CompileOptions = {},
): CompiledModel {
  const sink = collectDiagnostics();
  const sources = new Map([[formulaFile, formula]]);
  const parsed = parseFormulaText({ file: formulaFile, text: formula }, sink);
  const named: FormulaSources = {
    graphs: new Map(Object.entries(options.graphs ?? {})),
    frames: new Map(Object.entries(options.frames ?? {})),
    absent: new Set(),
  };
  const resolved = parsed && resolveFormula(parsed, data, options, sink, named);
  const spec = requireValue(resolved, sink, sources);
  return compileModel(spec, clock);
}

/** Mean, sd, intervals, Monte Carlo errors, effective sample sizes and R-hat of every parameter. */
export const summary: typeof summarise = summarise;

/** A data frame from an object of arrays of equal length; numbers, or texts for a factor. */
export function frameFromColumns(
  name: string,
  columns: Readonly<Record<string, ArrayLike<DataCell>>>,
): DataFrame {
  const sink = collectDiagnostics();
  return requireValue(framed(name, columns, sink), sink);
}
