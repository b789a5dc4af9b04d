/** `ecological(precincts, votes(...), composition(...), unit = precinct)`: how groups voted, by a model. */
import type { DiagnosticSink, Span } from "../../diagnostics/index.js";
import type { Margins, MarginsModelName } from "../../workflows/ecological/margins/index.js";
import { marginsParameters, readMarginsOf } from "../margins-argument.js";
import { noteDefaults } from "../note-defaults.js";
import { defineVerb } from "../verb.js";
import type { Verb } from "../verb.js";
import { samplingOf, samplingParameters } from "./ecological-sampling.js";

/** Two models are for two groups and two outcomes. */
async function suits(
  { groups, outcomes }: Margins,
  model: MarginsModelName,
  span: Span,
  sink: DiagnosticSink,
): Promise<boolean> {
  const { marginsModels } = await import("../../workflows/ecological/margins/index.js");
  if (!marginsModels[model].twoByTwo || (groups.length === 2 && outcomes.length === 2)) return true;
  sink.report({
    code: "bad-argument",
    severity: "error",
    message: `model ${model} is for two groups and two outcomes`,
    span,
    expected: "model = contextual or model = dirichlet",
    found: `${groups.length} groups and ${outcomes.length} outcomes`,
  });
  return false;
}

export const ecological: Verb = defineVerb({
  name: "ecological",
  summary:
    "How groups voted, from the totals of units alone: a hierarchical model sampled by NUTS, its rates over all units and unit by unit, with intervals.",
  returns: "estimates",
  deferred: true,
  parameters: {
    ...marginsParameters,
    model: {
      kind: "word",
      choices: ["contextual", "wakefield", "dirichlet", "beta"],
      default: "contextual",
      help: "how rates vary over units: with their composition (contextual), or not: Wakefield's, Rosen's (dirichlet), or King, Rosen and Tanner's (beta)",
    },
    by_unit: { kind: "boolean", default: "false", help: "whether every unit has its rows too" },
    ...samplingParameters,
  },
  async check({ data, votes, composition, unit, model }, call) {
    if (!data || !votes || !composition) return;
    const margins = await readMarginsOf({ data, votes, composition, unit }, call);
    if (margins === undefined || model === undefined) return;
    await suits(margins, model as MarginsModelName, call.spanOf("model"), call.sink);
  },
  async run(given, call) {
    const margins = await readMarginsOf(given, call);
    const model = (given.model ?? "contextual") as MarginsModelName;
    if (!margins || !(await suits(margins, model, call.spanOf("model"), call.sink)))
      return undefined;
    if (given.seed === undefined) noteDefaults(call, ["seed = 1"]);
    const workflow = await import("../../workflows/ecological/margins/index.js");
    const fit = await workflow.fitMargins(margins, { model, ...samplingOf(given, call) });
    const judgement = workflow.judgeFit(fit);
    const { span } = call.expression.callee;
    for (const diagnostic of judgement.diagnostics) call.sink.report({ span, ...diagnostic });
    const unit = given.unit?.map(({ text }) => text).join(", ") ?? "unit";
    return workflow.estimatesOfFit(fit, judgement, {
      interval: given.interval ?? 0.95,
      ...(given.by_unit === true && { unit }),
    });
  },
});
