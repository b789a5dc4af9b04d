/** `plot(fit)`, `plot(estimates, truth)`, `plot(table)`: a picture, shown in the terminal or saved as a file. */
import { chartNames, isChartName } from "../../charts/chart-names.js";
import type { PlotContext, PlotOptions } from "../../charts/index.js";
import { plotSubject } from "../plot-subject.js";
import { defineVerb } from "../verb.js";
import type { Verb, VerbCall } from "../verb.js";

function openContext(options: PlotOptions, call: VerbCall): PlotContext {
  return {
    options,
    sink: {
      report: (diagnostic) => call.sink.report({ span: call.spanOf("values"), ...diagnostic }),
    },
    refuse({ message, argument = "values", expected, help }) {
      call.sink.report({
        code: "bad-argument",
        severity: "error",
        message,
        span: call.spanOf(argument),
        ...(expected !== undefined && { expected }),
        ...(help !== undefined && { help }),
      });
      return undefined;
    },
  };
}

export const plot: Verb = defineVerb({
  name: "plot",
  summary:
    "A picture of a fit, of several fits, of estimates (beside their truth), or of a table that has a chart. Alone it is drawn in the terminal; save writes it as .svg, .png, .html or .json (Vega-Lite).",
  returns: "chart",
  parameters: {
    values: {
      kind: "values",
      required: true,
      help: "fits, estimates and their truth, or a table",
    },
    kind: {
      kind: "word",
      choices: chartNames,
      help: "what is drawn; by default what suits the values",
    },
    term: { kind: "text", help: 'the effects of one term: "1|state"' },
    parameters: { kind: "columns", help: 'names of parameters or terms: ["sigma", "sd(1|state)"]' },
    interval: {
      kind: "probability",
      help: "probability inside the intervals of a fit: 0.94, of odds ratios 0.95",
    },
    value: { kind: "column", help: "the column of the truth" },
  },
  async run({ values, kind, term, parameters, interval, value }, call) {
    const { drawChart } = await import("../../charts/index.js");
    const options: PlotOptions = {
      ...(term !== undefined && { term }),
      ...(parameters && { parameters: parameters.map(({ text }) => text) }),
      ...(interval !== undefined && { interval }),
      ...(value && { value: value.text }),
    };
    const context = openContext(options, call);
    const subject = plotSubject(values, context);
    const asked = kind !== undefined && isChartName(kind) ? kind : undefined;
    return subject && drawChart(subject, asked, context);
  },
  async check({ kind }, call) {
    const specs = call.specsOf("values");
    if (kind === undefined || !isChartName(kind) || specs.length === 0) return;
    const { chartKinds, refuseSubject } = await import("../../charts/index.js");
    const context = openContext({}, call);
    const row = chartKinds[kind];
    if (row.of !== "fits") {
      refuseSubject(kind, "fits", context);
      return;
    }
    const refusal = specs.map((spec) => row.unsuited?.(spec)).find((one) => one !== undefined);
    if (refusal !== undefined) context.refuse(refusal);
  },
});
