/** The parameters of a fit that a chart draws, and what their marginals are. */
import { quantile } from "../../math/index.js";
import { highestDensityInterval } from "../../posterior/diagnostics/index.js";
import { parameterDraws, probabilityBelow } from "../../posterior/index.js";
import type { Marginal } from "../../posterior/marginals/marginal.js";
import { summariseMarginal } from "../../posterior/marginals/summarise-marginal.js";
import type { Posterior } from "../../posterior/posterior.js";
import { isEffect, type ReportedParameter } from "../../target/index.js";
import { densityOfDraws, densityOfMarginal, type Curve } from "../parts/density.js";

export interface ChartParameter extends ReportedParameter {
  /** Its place among the parameters of the fit. */
  readonly index: number;
}

export interface Estimate {
  readonly mean: number;
  readonly median: number;
  readonly lower: number;
  readonly upper: number;
  readonly quartiles: readonly [number, number];
}

const half = 0.5;

/** What has a model: a fit, or what will be fitted. */
type Modelled = Pick<Posterior, "model">;

export function parametersOf({ model }: Modelled): readonly ChartParameter[] {
  return model.parameters.map((parameter, index) => ({ ...parameter, index }));
}

/** Everything but effects of groups and nodes. */
export function populationOf(fit: Modelled): readonly ChartParameter[] {
  return parametersOf(fit).filter(({ role }) => !isEffect(role));
}

/** The parameters that names and terms ask for, in the order of the fit. */
export function askedFor(fit: Posterior, asked: readonly string[]): readonly ChartParameter[] {
  const wanted = new Set(asked);
  return parametersOf(fit).filter(
    ({ name, term, role }) => wanted.has(name) || (wanted.has(term) && isEffect(role)),
  );
}

/** Terms with effects: `1|state`, `Days|Subject`, `rw1(age)`. */
export function effectTermsOf(fit: Modelled): readonly string[] {
  const terms = parametersOf(fit).flatMap(({ role, term }) => (isEffect(role) ? [term] : []));
  return [...new Set(terms)];
}

/** The level in `1|state[CA]`. */
export function levelOf({ name, term }: ReportedParameter): string {
  return name.startsWith(`${term}[`) ? name.slice(term.length + 1, -1) : name;
}

/** Known densities of the nested Laplace engine; other engines have draws. */
export function marginalOf(fit: Posterior, { index }: ChartParameter): Marginal | undefined {
  return fit.engine === "inla" ? fit.marginals[index] : undefined;
}

/** Mean, median and quartiles, and the shortest interval of the probability. */
export function estimateOf(
  fit: Posterior,
  parameter: ChartParameter,
  probability: number,
): Estimate {
  const marginal = marginalOf(fit, parameter);
  if (marginal !== undefined) {
    const { mean, sd, median, hdiLow, hdiHigh } = summariseMarginal(marginal, probability);
    const quartile = (p: number): number => quantileOfMarginal(marginal, p, mean, sd);
    const quartiles = [quartile(0.25), quartile(0.75)] as const;
    return { mean, median, lower: hdiLow, upper: hdiHigh, quartiles };
  }
  const sorted = parameterDraws(fit.draws, parameter.index).sort();
  const [lower, upper] = highestDensityInterval(sorted, probability);
  return {
    mean: sorted.reduce((sum, value) => sum + value, 0) / sorted.length,
    median: quantile(sorted, 0.5),
    lower,
    upper,
    quartiles: [quantile(sorted, 0.25), quantile(sorted, 0.75)],
  };
}

/** Bisection over twelve sds on each side, to a millionth of an sd. */
const halvings = 25;

function quantileOfMarginal(marginal: Marginal, p: number, mean: number, sd: number): number {
  let [low, high] = [mean - 12 * sd, mean + 12 * sd];
  for (let step = 0; step < halvings; step++) {
    const middle = (low + high) / 2;
    if (probabilityBelow(marginal, middle) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Quantiles, which stay quantiles under a monotone function. */
export function quantilesOf(
  fit: Posterior,
  parameter: ChartParameter,
  probabilities: readonly number[],
): readonly number[] {
  const marginal = marginalOf(fit, parameter);
  if (marginal !== undefined) {
    const { mean, sd } = summariseMarginal(marginal, half);
    return probabilities.map((p) => quantileOfMarginal(marginal, p, mean, sd));
  }
  const sorted = parameterDraws(fit.draws, parameter.index).sort();
  return probabilities.map((p) => quantile(sorted, p));
}

const positiveRoles: ReadonlySet<string> = new Set(["sd", "auxiliary"]);
const farOut = 0.998;

/** The marginal density: as the engine knows it, else smoothed from draws. */
export function curveOf(fit: Posterior, parameter: ChartParameter): Curve {
  const lower = positiveRoles.has(parameter.role) ? 0 : -Infinity;
  const marginal = marginalOf(fit, parameter);
  if (marginal === undefined)
    return densityOfDraws(parameterDraws(fit.draws, parameter.index), lower);
  const { hdiLow, hdiHigh } = summariseMarginal(marginal, farOut);
  const margin = 0.05 * (hdiHigh - hdiLow);
  return densityOfMarginal(marginal, [hdiLow - margin, hdiHigh + margin], lower);
}
