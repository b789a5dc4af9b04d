/** Reads a library call's options as a request: texts where a model file has expressions. */
import { componentLabel } from "../design/index.js";
import type { DiagnosticSink } from "../diagnostics/index.js";
import { parseExpressionText } from "../language/index.js";
import type { Formula } from "../language/ast.js";
import { readDistribution } from "../vocabulary/index.js";
import type { DefaultPriorRule, ModelRequest } from "./model-request.js";
import type { PriorRequest } from "./priors/prior-request.js";
import { readPriorTarget } from "./priors/read-prior-target.js";
import { familyOf, linkOf } from "./read-family.js";
import type { NamedFamily } from "./read-family.js";

export interface ModelOptions {
  readonly name?: string;
  readonly family?: string;
  readonly link?: string;
  /** `{ "sd(1 | state)": "HalfNormal(1)", common: "Normal(0, 2.5)" }` */
  readonly priors?: Readonly<Record<string, string>>;
  /** `rows` weights every row once in default priors, as Bambi does; `r-inla` takes R-INLA's. */
  readonly defaultPriors?: DefaultPriorRule;
  /** The effects of `(x | g)` are independent, as in Bambi. */
  readonly independentSlopes?: boolean;
}

/** Undefined after reporting that the family or its link does not exist. */
export function readOptions(
  formula: Formula,
  options: ModelOptions,
  sink: DiagnosticSink,
): ModelRequest | undefined {
  const priors = Object.entries(options.priors ?? {}).map(([target, distribution]) =>
    readPriorTexts(target, distribution, sink),
  );
  const family = readFamilyTexts(options, sink);
  if (!family) return undefined;
  return {
    name: options.name ?? "model",
    formula,
    family: family.family,
    link: family.link,
    familySpan: undefined,
    independentSlopes: options.independentSlopes ?? false,
    defaultPriors: options.defaultPriors ?? "information",
    priors: priors.filter((prior) => prior !== undefined),
  };
}

/** An empty record when no family was named; a link alone is reported as lacking its family. */
function readFamilyTexts(
  { family, link }: ModelOptions,
  sink: DiagnosticSink,
): Partial<NamedFamily> | undefined {
  if (family === undefined) {
    if (link === undefined) return {};
    sink.report({
      code: "bad-setting",
      severity: "error",
      message: "a link needs its family",
      found: link,
    });
    return undefined;
  }
  const named = familyOf(family, undefined, sink);
  if (!named || link === undefined) return named;
  const known = linkOf(named.family, link, undefined, sink);
  return known && { family: named.family, link: known };
}

function readPriorTexts(
  targetText: string,
  distributionText: string,
  sink: DiagnosticSink,
): PriorRequest | undefined {
  const target = parseExpressionText({ file: `prior ${targetText}`, text: targetText }, sink);
  const file = `prior of ${targetText}`;
  const distribution = parseExpressionText({ file, text: distributionText }, sink);
  const readTarget = target && readPriorTarget(target, sink);
  const value = distribution && readDistribution(distribution, sink);
  if (!readTarget || !value) return undefined;
  const { span } = distribution;
  return {
    target: readTarget,
    text: componentLabel(target),
    source: targetText,
    targetSpan: target.span,
    distribution: value,
    span,
  };
}
