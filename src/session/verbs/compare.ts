/** `compare(a, b, ..., criterion = loo | waic)`: which of several fits predicts left-out rows best. */
import { noteDefaults } from "../note-defaults.js";
import { defineVerb } from "../verb.js";
import type { Verb, VerbCall } from "../verb.js";

/** False after reporting that there is nothing to compare with. */
function hasSeveral(count: number, call: VerbCall): boolean {
  if (count > 1) return true;
  call.sink.report({
    code: "bad-argument",
    severity: "error",
    message: "`compare` needs at least two fits",
    span: call.expression.callee.span,
    expected: "compare(a, b, ...)",
  });
  return false;
}

/** The names that fits have as arguments, in order. */
function namesOf({ expression }: VerbCall): readonly string[] {
  return expression.arguments
    .filter(({ name }) => name === undefined || name.text === "fits")
    .map(({ value }, at) => (value.kind === "name" ? value.text : `fit ${at + 1}`));
}

export const compare: Verb = defineVerb({
  name: "compare",
  summary:
    "Fits of different models to the same rows, the best first: differences of elpd with their standard errors, stacking and pseudo-BMA+ weights.",
  returns: "table",
  totals: true,
  deferred: true,
  parameters: {
    fits: { kind: "fits", required: true, help: "two or more fits to the same rows and response" },
    criterion: {
      kind: "word",
      choices: ["loo", "waic"],
      default: "loo",
      help: "what left-out rows are predicted by",
    },
    seed: { kind: "seed", default: "1", help: "seed of the bootstrap behind pseudo_bma" },
  },
  async run({ fits, criterion = "loo", seed }, call) {
    if (!hasSeveral(fits.length, call)) return undefined;
    if (seed === undefined) noteDefaults(call, ["seed = 1"]);
    const workflow = await import("../../workflows/comparison/index.js");
    const options = {
      criterion: criterion === "waic" ? ("waic" as const) : ("loo" as const),
      seed: seed ?? 1,
      span: call.spanOf("fits"),
    };
    return workflow.compare(fits, options, call.sink);
  },
  async check(_given, call) {
    const specs = call.specsOf("fits");
    const names = namesOf(call);
    if (!hasSeveral(names.length, call) || specs.length !== names.length) return;
    const { checkComparable } = await import("../../workflows/comparison/index.js");
    const models = specs.map((spec, at) => ({ name: names[at] ?? spec.name, spec }));
    checkComparable(models, call.spanOf("fits"), call.sink);
  },
});
