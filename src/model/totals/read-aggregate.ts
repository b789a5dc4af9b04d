/** Reads `aggregate by KEY to DATA` with the family and the weight that belong to it. */
import { nearestName, type DiagnosticSink } from "../../diagnostics/index.js";
import { componentLabel } from "../../design/index.js";
import type { AggregateItem, Argument, Expression, SettingItem } from "../../language/ast.js";
import { countLikelihoods, type CountLikelihoodName } from "../../math/poisson-binomial/index.js";
import { countFamilies, dispersedFamilies, type AggregateRequest } from "./aggregate-request.js";

type CountFamily = Pick<AggregateRequest, "family" | "likelihood">;

const linkNames: readonly string[] = ["logit", "softmax"];

function wordOf(expression: Expression): string | undefined {
  if (expression.kind === "text") return expression.value;
  return expression.kind === "name" ? expression.text : undefined;
}

function readLikelihood(
  { value }: Argument,
  sink: DiagnosticSink,
): CountLikelihoodName | undefined {
  const word = wordOf(value);
  const known = countLikelihoods.find((name) => name === word);
  if (known) return known;
  const nearest = word === undefined ? undefined : nearestName(word, countLikelihoods);
  sink.report({
    code: "bad-setting",
    severity: "error",
    message: "there is no such likelihood of totals",
    span: value.span,
    expected: countLikelihoods.join(", "),
    found: componentLabel(value),
    ...(nearest && { help: `did you mean \`${nearest}\`?` }),
  });
  return undefined;
}

function readArguments(
  given: readonly Argument[],
  sink: DiagnosticSink,
): CountLikelihoodName | undefined {
  let likelihood: CountLikelihoodName | undefined = "mean";
  for (const argument of given) {
    if (argument.name?.text === "likelihood") likelihood = readLikelihood(argument, sink);
    else if (argument.name?.text !== "link" || !linkNames.includes(wordOf(argument.value) ?? "")) {
      sink.report({
        code: "bad-setting",
        severity: "error",
        message: "the family of totals takes `likelihood`; its link is softmax",
        span: argument.span,
        expected: `likelihood = ${countLikelihoods.join(" | ")}`,
      });
      return undefined;
    }
  }
  return likelihood;
}

export function isDispersed(family: AggregateRequest["family"]): boolean {
  return dispersedFamilies.some((one) => one === family);
}

/** `multinomial(likelihood = "exact")`, `binomial`; undefined after reporting. */
function readCountFamily(expression: Expression, sink: DiagnosticSink): CountFamily | undefined {
  const name = expression.kind === "call" ? expression.callee.text : wordOf(expression);
  const family = countFamilies.find((one) => one === name);
  if (!family) {
    sink.report({
      code: "family-and-response",
      severity: "error",
      message: "totals of units are counts of their people",
      span: expression.span,
      expected: `one of ${countFamilies.join(", ")}`,
      found: componentLabel(expression),
    });
    return undefined;
  }
  const likelihood = readArguments(expression.kind === "call" ? expression.arguments : [], sink);
  if (likelihood === undefined || likelihood === "mean" || !isDispersed(family))
    return likelihood && { family, likelihood };
  sink.report({
    code: "bad-setting",
    severity: "error",
    message: `\`${family}\` spreads the counts around the mean of the unit's people`,
    span: expression.span,
    expected: "likelihood = mean",
    found: likelihood,
    help: "or keep the likelihood, with an effect of each unit: (1 | unit)",
  });
  return undefined;
}

/** Undefined after reporting. */
export function readAggregate(
  { key, data, span }: AggregateItem,
  settings: readonly SettingItem[],
  sink: DiagnosticSink,
): AggregateRequest | undefined {
  const familySetting = settings.find(({ name }) => name.text === "family");
  const family: CountFamily | undefined = familySetting
    ? readCountFamily(familySetting.value, sink)
    : { family: undefined, likelihood: "mean" };
  const weight = settings.find(({ name }) => name.text === "weight")?.value;
  if (weight && weight.kind !== "name") {
    sink.report({
      code: "bad-setting",
      severity: "error",
      message: "`weight` is the column that says how many people a row stands for",
      span: weight.span,
      expected: "the name of a column",
      found: componentLabel(weight),
    });
    return undefined;
  }
  return family && { key, data, weight, span, familySpan: familySetting?.value.span, ...family };
}
