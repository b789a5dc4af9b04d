/** `plot(fit)`, `plot(estimates, truth)`, `plot(table)`: a picture, shown in the terminal or saved as a file. */
import { chartNames, isChartName, type ChartName } from "../../charts/chart-names.js";
import type { PlotContext, PlotOptions } from "../../charts/index.js";
import type { Name } from "../../language/ast.js";
import type { ModelSpec } from "../../model/model-spec.js";
import { checkColumnsOf } from "../network-columns.js";
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

interface GivenOptions {
  readonly term?: string | undefined;
  readonly parameters?: readonly Name[] | undefined;
  readonly interval?: number | undefined;
  readonly value?: Name | undefined;
  readonly color?: Name | undefined;
}

function optionsOf({ term, parameters, interval, value, color }: GivenOptions): PlotOptions {
  return {
    ...(term !== undefined && { term }),
    ...(parameters && { parameters: parameters.map(({ text }) => text) }),
    ...(interval !== undefined && { interval }),
    ...(value && { value: value.text }),
    ...(color && { color }),
  };
}

const kindOf = (asked: string | undefined): ChartName | undefined =>
  asked !== undefined && isChartName(asked) ? asked : undefined;

/** What is wrong with pictures of fits, before these are made. */
async function checkFits(
  specs: readonly ModelSpec[],
  kind: ChartName | undefined,
  options: PlotOptions,
  call: VerbCall,
): Promise<void> {
  const context = openContext(options, call);
  const { chartKinds, refuseSubject, unknownNames } = await import("../../charts/index.js");
  const row = kind && chartKinds[kind];
  if (kind !== undefined && row?.of !== "fits") {
    refuseSubject(kind, "fits", context);
    return;
  }
  for (const spec of specs) {
    const named = options.term !== undefined || options.parameters !== undefined;
    const refusal =
      (row?.of === "fits" ? row.unsuited?.(spec) : undefined) ??
      (named ? unknownNames(await call.compile(spec), options) : undefined);
    if (refusal !== undefined) context.refuse(refusal);
  }
}

export const plot: Verb = defineVerb({
  name: "plot",
  summary:
    "A picture of a fit, of several fits, of estimates (beside their truth), or of a table that has a chart. Alone it is drawn in the terminal; save writes it as .svg, .png, .html or .json (Vega-Lite).",
  returns: "chart",
  totals: true,
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
    color: { kind: "column", help: "components: the column of the people that colours tell apart" },
  },
  async run({ values, kind, ...given }, call) {
    const { drawChart } = await import("../../charts/index.js");
    const context = openContext(optionsOf(given), call);
    const subject = plotSubject(values, context);
    return subject && drawChart(subject, kindOf(kind), context);
  },
  async check({ kind: asked, ...given }, call) {
    const specs = call.specsOf("values");
    checkColumnsOf(call.networkOf("values"), given.color && [given.color], call);
    if (specs.length > 0) await checkFits(specs, kindOf(asked), optionsOf(given), call);
  },
});
