/** `predictions(fit, conditional = [age, edu])`: what a fit predicts, over a grid or for rows of data. */
import type { ModelSpec } from "../../model/model-spec.js";
import type { PredictionsQuestion } from "../../workflows/interpret/index.js";
import { answer, checkQuestion, preparing, readAsking } from "../interpret-arguments.js";
import { interpretParameters } from "../interpret-parameters.js";
import type { BoundArguments } from "../parameter-kinds.js";
import { defineVerb } from "../verb.js";
import type { Verb, VerbCall } from "../verb.js";

const parameters = {
  fit: { kind: "fit", required: true, help: "the fit" },
  ...interpretParameters,
} as const;

function questionOf(
  given: Partial<BoundArguments<typeof parameters>>,
  spec: ModelSpec,
  call: VerbCall,
): PredictionsQuestion | undefined {
  const asking = readAsking(given, spec, preparing(spec, given.frame, call), call);
  return asking && { kind: "predictions", ...asking };
}

export const predictions: Verb = defineVerb({
  name: "predictions",
  summary:
    "What a fit predicts over a grid of predictors, for the rows of its data or for new ones: posterior mean and interval, averaged within each draw where asked.",
  returns: "table",
  totals: true,
  parameters,
  run: (given, call) => answer(given.fit, questionOf(given, given.fit.model.spec, call), call),
  check: (given, call) => checkQuestion(given, call, questionOf),
});
