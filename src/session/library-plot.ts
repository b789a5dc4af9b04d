/** Charts for programs: what `plot` does, and the texts that `save` would write. */
import { drawChart, type Chart, type PlotContext } from "../charts/index.js";
import type { ChartName } from "../charts/chart-names.js";
import type { DataFrame } from "../data/index.js";
import { collectDiagnostics } from "../diagnostics/index.js";
import type { DiagnosticSink } from "../diagnostics/index.js";
import type { ModelSpec } from "../model/model-spec.js";
import type { Posterior, ResultTable } from "../posterior/index.js";
import type { NetworkFit } from "../workflows/ecological/networks/index.js";
import type { Poststratified } from "../workflows/mrp/index.js";
import { ModelError } from "./library.js";
import { plotSubject } from "./plot-subject.js";

export interface PlotOptions {
  /** By default what suits the values. */
  readonly kind?: ChartName;
  /** The effects of one term: `1|state`. */
  readonly term?: string;
  /** Names of parameters or terms. */
  readonly parameters?: readonly string[];
  /** Probability inside the intervals of a fit: 0.94, of odds ratios 0.95. */
  readonly interval?: number;
  /** The column of the truth. */
  readonly value?: string;
  /** components: the column of the people that colours tell apart. */
  readonly color?: string;
}

/** A fit, a trained network, estimates, a table or a model's specification; or several by name: fits, or estimates and then their truth. */
export type Drawable =
  | Posterior
  | Poststratified
  | ResultTable
  | ModelSpec
  | NetworkFit
  | Readonly<Record<string, Posterior | Poststratified | DataFrame>>;

type Single = Posterior | Poststratified | ResultTable | ModelSpec | NetworkFit;

const isSingle = (values: Drawable): values is Single => typeof values.kind === "string";

const nowhere = { file: "plot", start: 0, end: 0 };

function openContext({ color, ...options }: PlotOptions, sink: DiagnosticSink): PlotContext {
  const name =
    color === undefined
      ? undefined
      : ({ kind: "name", text: color, quoted: true, span: nowhere } as const);
  return {
    options: { ...options, ...(name && { color: name }) },
    sink,
    refuse({ message, expected, help }) {
      sink.report({
        code: "bad-argument",
        severity: "error",
        message,
        ...(expected !== undefined && { expected }),
        ...(help !== undefined && { help }),
      });
      return undefined;
    },
  };
}

/** Rejects with a `ModelError` that says what cannot be drawn. */
export async function plot(values: Drawable, options: PlotOptions = {}): Promise<Chart> {
  const sink = collectDiagnostics();
  const context = openContext(options, sink);
  const named = isSingle(values)
    ? [{ name: "value", value: values }]
    : Object.entries(values).map(([name, value]) => ({ name, value }));
  const subject = plotSubject(named, context);
  const chart = subject && (await drawChart(subject, options.kind, context));
  if (chart === undefined || sink.hasErrors()) throw new ModelError(sink.diagnostics);
  return chart;
}

export async function chartToSvg(chart: Chart): Promise<string> {
  return (await import("../rendering/index.js")).renderSvg(chart);
}

/** One page without scripts: the picture, and its numbers as a table. */
export async function chartToHtml(chart: Chart): Promise<string> {
  return (await import("../rendering/index.js")).renderHtml(chart);
}
