/** What group effects, structured effects and parameters are distributed as, one equation each. */
import type { GroupBlock } from "../../design/design-blocks.js";
import type { ModelSpec, ResolvedPrior } from "../../model/model-spec.js";
import { printDistribution } from "../../vocabulary/index.js";
import { call, name, operator, row, sub, symbol } from "./notation.js";
import type { Equation, Notation } from "./notation.js";
import { effectSymbol } from "./predictor-equation.js";

const j = symbol("j");

function effectsTogether({ effectNames }: GroupBlock): Notation {
  const effects = effectNames.map((effect) => sub(effectSymbol(effect), j));
  const listed = effects.flatMap((one, at) => (at === 0 ? [one] : [operator(","), one]));
  return row(operator("("), ...listed, operator(")"));
}

const scale = (parameter: string): Notation =>
  sub(symbol("σ"), name(parameter.replace(/^sd\((.*)\)$/u, "$1")));

function groupEquations({ design, group }: ModelSpec): readonly Equation[] {
  return design.predictor.group.flatMap((block, at) => {
    const scales = (group[at]?.scaleNames ?? []).map(scale);
    const { factor, effectNames, correlated } = block;
    const comment = `for each of ${factor.levels.length} levels of ${factor.name}`;
    if (correlated && effectNames.length > 1)
      return [
        {
          left: effectsTogether(block),
          relation: "~" as const,
          right: call(name("MultivariateNormal"), name("0"), sub(symbol("Σ"), name(factor.name))),
          comment: `${comment}; sds and correlations below`,
        },
      ];
    return effectNames.map((effect, k) => ({
      left: sub(effectSymbol(effect), row(name(factor.name), operator(","), j)),
      relation: "~" as const,
      right: call(name("Normal"), name("0"), scales[k] ?? symbol("σ")),
      comment,
    }));
  });
}

function structuredEquations({ design, structured }: ModelSpec): readonly Equation[] {
  return design.predictor.structured.map(({ effect, column, nodes }, at) => ({
    left: sub(symbol("f"), name(column), name(effect)),
    relation: "~" as const,
    right: call(name(effect), scale(structured[at]?.scaleName ?? "")),
    comment: `over ${nodes.length} nodes of ${column}`,
  }));
}

function commentOf({ scale: standsOn, onLogit, at }: ResolvedPrior): string | undefined {
  if (standsOn !== undefined && standsOn !== "sd") return `on the ${standsOn}`;
  if (onLogit) return "on the logit";
  return at === "means" ? "where predictors are at their means" : undefined;
}

function priorEquation(left: Notation, prior: ResolvedPrior): Equation {
  const comment = commentOf(prior);
  const right = name(printDistribution(prior.distribution));
  return { left, relation: "~", right, ...(comment !== undefined && { comment }) };
}

const auxiliarySymbols: Readonly<Record<string, string>> = {
  sigma: "σ",
  nu: "ν",
  alpha: "α",
  kappa: "κ",
};

function parameterPriors(spec: ModelSpec): readonly Equation[] {
  const { intercept, common, auxiliary, group, structured } = spec;
  return [
    ...(intercept ? [priorEquation(sub(symbol("β"), name("0")), intercept.prior)] : []),
    ...common.map(({ name: own, prior }) => priorEquation(sub(symbol("β"), name(own)), prior)),
    ...auxiliary.map(({ name: own, prior }) =>
      priorEquation(symbol(auxiliarySymbols[own] ?? own), prior),
    ),
    ...group.flatMap(({ term, scaleNames, scalePriors, correlationPrior }) => [
      ...scalePriors.map((prior, k) => priorEquation(scale(scaleNames[k] ?? ""), prior)),
      ...(correlationPrior ? [priorEquation(sub(symbol("R"), name(term)), correlationPrior)] : []),
    ]),
    ...structured.flatMap(({ scaleName, scalePrior, shape }) => [
      priorEquation(scale(scaleName), scalePrior),
      ...(shape ? [priorEquation(name(shape.name), shape.prior)] : []),
    ]),
  ];
}

/** Equal priors of neighbours on one line would be shorter, but harder to look up: each has its own. */
export function priorEquations(spec: ModelSpec): readonly Equation[] {
  return [...groupEquations(spec), ...structuredEquations(spec), ...parameterPriors(spec)];
}
