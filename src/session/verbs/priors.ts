/** `priors(model)`: every prior in use, who chose it and why. */
import { defineVerb } from "../verb.js";
import type { Verb } from "../verb.js";

export const priors: Verb = defineVerb({
  name: "priors",
  summary: "Every prior of a model with its scale, whether you or a rule chose it, and the reason.",
  returns: "table",
  totals: true,
  parameters: {
    model: { kind: "model", required: true, help: "the model whose priors are listed" },
  },
  async run({ model }) {
    const { priorTable } = await import("../../posterior/index.js");
    return priorTable(model);
  },
});
