/** From the contrast of a question to pairs of values, and from pairs of predictions to one number. */
import { evaluateExpression, namesIn } from "../../data/index.js";
import type { DataFrame } from "../../data/index.js";
import { nearestName, type DiagnosticSink } from "../../diagnostics/index.js";
import type { ComparisonsQuestion } from "./question.js";
import { readValues } from "./read-values.js";
import { meanOf, occurringValues } from "./variable-values.js";
import type { Values } from "./variable-values.js";
import { shortNumber } from "./varied.js";
import type { Contrast, Measure, Variant, Varied } from "./varied.js";
import type { Variable } from "./variables.js";

type Compare = (high: Float64Array, low: Float64Array, out: Float64Array) => void;

function rowByRow(compare: (high: number, low: number) => number): Compare {
  return (high, low, out) => {
    for (let row = 0; row < out.length; row++) out[row] = compare(high[row]!, low[row]!);
  };
}

const odds = (probability: number): number => probability / (1 - probability);

const comparisons = {
  difference: rowByRow((high, low) => high - low),
  ratio: rowByRow((high, low) => high / low),
  lift: rowByRow((high, low) => (high - low) / low),
  odds_ratio: rowByRow((high, low) => odds(high) / odds(low)),
} as const;

/** Predictions that are equal on both sides. */
const equalSides = Float64Array.of(0.5, 0.25);

const silent: DiagnosticSink = { report: () => undefined };

function pairFrame(high: Float64Array, low: Float64Array): DataFrame {
  const column = (name: string, values: Float64Array) =>
    ({ kind: "numeric", name, values }) as const;
  const columns = [column("high", high), column("low", low)];
  return { kind: "data", name: "comparison", rowCount: high.length, columns };
}

/** An expression over `high` and `low`; undefined after reporting what it cannot compute. */
function readComparison(
  { comparison }: ComparisonsQuestion,
  sink: DiagnosticSink,
): Compare | undefined {
  if (comparison.kind === "function") return rowByRow(comparison.compare);
  if (comparison.kind !== "expression") return comparisons[comparison.kind];
  const { expression } = comparison;
  const names = namesIn(expression);
  const unknown = names.find((name) => name !== "high" && name !== "low");
  if (unknown !== undefined || names.length === 0) {
    const words = Object.keys(comparisons);
    const nearest = unknown === undefined ? undefined : nearestName(unknown, words);
    sink.report({
      code: "bad-argument",
      severity: "error",
      message: `\`${comparison.text}\` does not compare \`high\` with \`low\``,
      expected: `${words.join(", ")}, or an expression over high and low such as log(high / low)`,
      span: expression.span,
      ...(nearest !== undefined && { help: `did you mean \`${nearest}\`?` }),
    });
    return undefined;
  }
  const tried = evaluateExpression(expression, pairFrame(equalSides, equalSides), sink);
  if (tried === undefined) return undefined;
  return (high, low, out) => {
    const value = evaluateExpression(expression, pairFrame(high, low), silent);
    if (value?.kind !== "numeric") throw new Error("arithmetic on numbers has numbers as values");
    out.set(value.values);
  };
}

/** What a comparison is of equal predictions, where that does not depend on how high these are. */
function noneOf(compare: Compare): number | undefined {
  const none = new Float64Array(equalSides.length);
  compare(equalSides, equalSides, none);
  const [value = NaN] = none;
  return Number.isFinite(value) && none.every((one) => one === value) ? value : undefined;
}

function labelOf(variant: Variant, name: string): string {
  if (variant.kind === "label") return variant.value;
  if (variant.kind === "number") return shortNumber(variant.value);
  return `${name} ${variant.by < 0 ? "-" : "+"} ${shortNumber(Math.abs(variant.by))}`;
}

/** Every pair once, the first value low and the second high. */
function pairsOf(variants: readonly Variant[], name: string, compare: Compare): Contrast[] {
  const measure: Measure = ([low, high], _x, scratch) => {
    compare(high!, low!, scratch);
    return scratch;
  };
  return variants.flatMap((first, i) =>
    variants.slice(i + 1).map((second, k) => ({
      variants: [i, i + 1 + k],
      measure,
      value: `(${labelOf(first, name)}, ${labelOf(second, name)})`,
    })),
  );
}

function variantsOf(values: Values): Variant[] {
  return values.kind === "numbers"
    ? values.values.map((value) => ({ kind: "number", value }))
    : values.values.map((value) => ({ kind: "label", value }));
}

/** Levels: all pairs; numbers: half a unit to either side of the mean, or of each row's own value. */
function defaultVariants(variable: Variable, own: boolean): Variant[] {
  if (variable.categorical) return variantsOf(occurringValues(variable));
  if (own) return [-0.5, 0.5].map((by) => ({ kind: "moved", by }));
  const mean = meanOf(variable);
  return [-0.5, 0.5].map((by) => ({ kind: "number", value: mean + by }));
}

/** More pairs than anybody reads. */
const mostPairs = 10_000;

function reportVariants(
  { contrast }: ComparisonsQuestion,
  variants: readonly Variant[],
  sink: DiagnosticSink,
): boolean {
  const pairs = (variants.length * (variants.length - 1)) / 2;
  if (pairs >= 1 && pairs <= mostPairs) return true;
  sink.report({
    code: "bad-argument",
    severity: "error",
    message: `the contrast of \`${contrast.name}\` has ${pairs === 0 ? "fewer than two values" : `${pairs} pairs`}`,
    expected: `two values or a few: { ${contrast.name}: [low, high] }`,
    ...(contrast.span !== undefined && { span: contrast.span }),
  });
  return false;
}

/** Undefined after reporting values that cannot be contrasted, or a comparison that computes nothing. */
export function readContrast(
  question: ComparisonsQuestion,
  variable: Variable,
  own: boolean,
  sink: DiagnosticSink,
): Varied | undefined {
  const { contrast, comparison, newLevels } = question;
  const { name } = variable;
  const given =
    contrast.values && readValues(variable, contrast.values, newLevels !== undefined, sink);
  const compare = readComparison(question, sink);
  if ((contrast.values && given === undefined) || compare === undefined) return undefined;
  const variants = given ? variantsOf(given) : defaultVariants(variable, own);
  if (!reportVariants(question, variants, sink)) return undefined;
  const { kind } = comparison;
  return {
    variable,
    variants,
    contrasts: pairsOf(variants, name, compare),
    estimateType: kind === "expression" ? comparison.text : kind,
    own: variants.some((variant) => variant.kind === "moved"),
    none: noneOf(compare),
    notes: given ? [] : [`Default computed for contrast variable: ${name}`],
  };
}
