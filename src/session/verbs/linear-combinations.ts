/** `linear_combinations(fit, gap = a - b)`: mean, sd and quantiles of combinations of parameters. */
import { defineVerb } from "../verb.js";
import type { Verb, VerbCall } from "../verb.js";
import type { Definition } from "../parameter-kinds.js";

function filledIn(
  definitions: readonly Definition[],
  parameters: readonly { readonly name: string }[],
  call: VerbCall,
): readonly Definition[] {
  const known = new Set(parameters.map(({ name }) => name));
  return definitions.map(({ name, expression }) => {
    const filled = { name, expression: call.fillIn(expression, known) };
    known.add(name.text);
    return filled;
  });
}

export const linearCombinations: Verb = defineVerb({
  name: "linear_combinations",
  summary:
    "Sums and differences of parameters, multiplied by numbers: mean, sd and quantiles of each. nuts: from the draws, of any parameters; inla: of the intercept, common coefficients and effects, a mixture over the hyperparameters as exact as the marginals of its strategy.",
  returns: "table",
  totals: true,
  parameters: {
    fit: { kind: "fit", required: true, help: "the fit" },
    combinations: {
      kind: "definitions",
      help: "name = expression over parameters, later ones may use earlier ones; names of effects stand between back-quotes",
    },
  },
  async run({ fit, combinations = [] }, call) {
    const workflow = await import("../../workflows/combinations/index.js");
    const definitions = filledIn(combinations, fit.model.parameters, call);
    return workflow.linearCombinations(fit, definitions, call.sink);
  },
  async check({ combinations = [] }, call) {
    const spec = call.specOf("fit");
    if (spec === undefined) return;
    const { readCombinations } = await import("../../workflows/combinations/index.js");
    const { parameters } = await call.compile(spec);
    readCombinations(filledIn(combinations, parameters, call), parameters, call.sink);
  },
});
