/** `comparisons(fit, contrast = eth)`: how predictions differ between values of a predictor. */
import type { Expression } from "../../language/ast.js";
import { printExpression } from "../../language/index.js";
import type { ModelSpec } from "../../model/model-spec.js";
import type { Comparison, ComparisonsQuestion } from "../../workflows/interpret/index.js";
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
  contrast: {
    kind: "variables",
    required: true,
    help: "the predictor that is compared: all pairs of levels, half a unit to either side of a number, or all pairs of { column: [low, high] }",
  },
  ...interpretParameters,
  comparison: {
    kind: "expression",
    default: "difference",
    help: "difference, ratio, lift (the difference over low), odds_ratio, or an expression over high and low: log(high / low)",
  },
  comparison_type: { kind: "expression", help: "Bambi's name of `comparison`" },
} as const;

type Given = Partial<BoundArguments<typeof parameters>>;

const words: ReadonlyMap<string, "difference" | "ratio" | "lift" | "odds_ratio"> = new Map([
  ["difference", "difference"],
  ["diff", "difference"],
  ["ratio", "ratio"],
  ["lift", "lift"],
  ["odds_ratio", "odds_ratio"],
]);

function readComparison(expression: Expression): Comparison {
  const { kind, span } = expression;
  const text = kind === "name" ? expression.text : kind === "text" ? expression.value : "";
  const word = words.get(text);
  if (word !== undefined) return { kind: word, span };
  return { kind: "expression", expression, text: printExpression(expression), span };
}

/** `high` and `low` of a comparison are no names of the session. */
const sides: ReadonlySet<string> = new Set(["high", "low", ...words.keys()]);

/** Undefined after a report. */
function comparisonOf(
  { comparison, comparison_type }: Given,
  call: VerbCall,
): Comparison | undefined {
  if (comparison !== undefined && comparison_type !== undefined) {
    call.sink.report({
      code: "bad-argument",
      severity: "error",
      message: "`comparison_type` is another name of `comparison`, and both are given",
      span: comparison_type.span,
      expected: "one of the two",
    });
    return undefined;
  }
  const written = comparison ?? comparison_type;
  return written ? readComparison(call.fillIn(written, sides)) : { kind: "difference" };
}

function questionOf(
  given: Given,
  spec: ModelSpec,
  call: VerbCall,
): ComparisonsQuestion | undefined {
  const prepare = preparing(spec, given.frame, call);
  const asking = readAsking(given, spec, prepare, call);
  const contrast = given.contrast && readVariable("contrast", prepare(given.contrast), call.sink);
  const comparison = comparisonOf(given, call);
  if (!asking || !contrast || !comparison) return undefined;
  return { kind: "comparisons", ...asking, contrast, comparison };
}

export const comparisons: Verb = defineVerb({
  name: "comparisons",
  summary:
    "How what a fit predicts differs between values of a predictor, the others equal: differences, ratios or any function of the two predictions, within each draw.",
  returns: "table",
  totals: true,
  parameters,
  run: (given, call) => answer(given.fit, questionOf(given, given.fit.model.spec, call), call),
  check: (given, call) => checkQuestion(given, call, questionOf),
});
