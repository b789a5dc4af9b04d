/** `slopes(fit, wrt = age)`: how fast predictions change with a numeric predictor. */
import type { ModelSpec } from "../../model/model-spec.js";
import type { SlopeKind, SlopesQuestion } from "../../workflows/interpret/index.js";
import {
  answer,
  checkQuestion,
  preparing,
  readAsking,
  readVariable,
} from "../interpret-arguments.js";
import { interpretParameters } from "../interpret-parameters.js";
import type { BoundArguments } from "../parameter-kinds.js";
import { defineVerb } from "../verb.js";
import type { Verb, VerbCall } from "../verb.js";

const parameters = {
  fit: { kind: "fit", required: true, help: "the fit" },
  wrt: {
    kind: "variables",
    required: true,
    help: "the numeric predictor: at its mean, at the values of { column: [values] }, or at each row's own value",
  },
  ...interpretParameters,
  slope: {
    kind: "word",
    choices: ["dydx", "eyex", "eydx", "dyex"],
    default: "dydx",
    help: "dydx: units of y a unit of x; eyex: percent a percent; eydx: the share of y a unit of x; dyex: units of y as x grows by its own size",
  },
  eps: { kind: "number", default: "0.0001", help: "the step of the central difference" },
} as const;

/** False after a report. */
function isStep(eps: number, call: VerbCall): boolean {
  if (eps > 0) return true;
  call.sink.report({
    code: "bad-argument",
    severity: "error",
    message: "the step of a difference must be above 0",
    span: call.spanOf("eps"),
    expected: "a small number, such as 0.0001",
  });
  return false;
}

function questionOf(
  given: Partial<BoundArguments<typeof parameters>>,
  spec: ModelSpec,
  call: VerbCall,
): SlopesQuestion | undefined {
  const prepare = preparing(spec, given.frame, call);
  const asking = readAsking(given, spec, prepare, call);
  const wrt = given.wrt && readVariable("wrt", prepare(given.wrt), call.sink);
  const { eps = 1e-4 } = given;
  if (!asking || !wrt || !isStep(eps, call)) return undefined;
  const slope = (given.slope ?? "dydx") as SlopeKind;
  return { kind: "slopes", ...asking, wrt, slope, eps };
}

export const slopes: Verb = defineVerb({
  name: "slopes",
  summary:
    "How fast what a fit predicts changes with a numeric predictor, within each draw: derivatives and elasticities.",
  returns: "table",
  totals: true,
  parameters,
  run: (given, call) => answer(given.fit, questionOf(given, given.fit.model.spec, call), call),
  check: (given, call) => checkQuestion(given, call, questionOf),
});
