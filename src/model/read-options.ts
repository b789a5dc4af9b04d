/** Reads a library call's options as a request: texts where a model file has expressions. */
import { componentLabel } from "../design/index.js";
import type { DiagnosticSink } from "../diagnostics/index.js";
import { parseExpressionText } from "../language/index.js";
import type { Expression, Formula, Name, SettingItem } from "../language/ast.js";
import type { AggregateRequest } from "./totals/aggregate-request.js";
import { readAggregate } from "./totals/read-aggregate.js";
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
  /** The response is known only as totals of units. */
  readonly aggregate?: AggregateOptions;
}

export interface AggregateOptions {
  /** The column that both data share: the unit of each row. */
  readonly by: string;
  /** The name of the data of the totals among the frames. */
  readonly to: string;
  /** The column that says how many people a row stands for; one each when absent. */
  readonly weight?: string;
  /** Of `countLikelihoods`; `mean` when absent. */
  readonly likelihood?: string;
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
  const aggregate = options.aggregate && readAggregateTexts(options, options.aggregate, sink);
  const family = options.aggregate ? {} : readFamilyTexts(options, sink);
  if (!family || (options.aggregate && !aggregate)) return undefined;
  return {
    name: options.name ?? "model",
    formula,
    family: family.family,
    link: family.link,
    familySpan: undefined,
    independentSlopes: options.independentSlopes ?? false,
    defaultPriors: options.defaultPriors ?? "information",
    priors: priors.filter((prior) => prior !== undefined),
    ...(aggregate && { aggregate }),
  };
}

/** The texts as the expressions that a model block would have. */
export function readAggregateTexts(
  { family }: Pick<ModelOptions, "family">,
  { by, to, weight, likelihood }: AggregateOptions,
  sink: DiagnosticSink,
): AggregateRequest | undefined {
  const nameOf = (text: string): Name => ({
    kind: "name",
    text,
    quoted: true,
    span: { file: `aggregate ${text}`, start: 0, end: text.length },
  });
  const setting = (name: string, value: Expression): SettingItem => ({
    kind: "setting",
    name: nameOf(name),
    value,
    span: value.span,
  });
  const call = `${family ?? "multinomial"}(likelihood = ${likelihood ?? "mean"})`;
  const named = parseExpressionText({ file: "family", text: call }, sink);
  if (!named) return undefined;
  const item = {
    kind: "aggregate",
    key: nameOf(by),
    data: nameOf(to),
    span: nameOf(by).span,
  } as const;
  const settings = [
    ...(family !== undefined || likelihood !== undefined ? [setting("family", named)] : []),
    ...(weight === undefined ? [] : [setting("weight", nameOf(weight))]),
  ];
  return readAggregate(item, settings, sink);
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
