/**
 * The log density of the priors that a user can set, at one draw of the reported parameters: common
 * coefficients, scales, correlations and the family's parameters, each on the scale that its prior stands on.
 * Effects given their scales are part of the model and not among them.
 */
import { boundedLogDensity, densities, type BoundedPrior } from "../graph/index.js";
import { cholesky, deterministic } from "../math/index.js";
import { specsOfOutcomes } from "../model/index.js";
import type { ModelSpec, ResolvedPrior } from "../model/model-spec.js";
import { distributionNamed } from "../vocabulary/index.js";
import type { CompiledModel } from "./compiled-model.js";
import { boundedPriorOf } from "./structured/bounded-prior-of.js";
import { measureStructure } from "./structured/measure-structure.js";

/** One addend of the log density. */
type Addend = (draw: Float64Array) => number;

type PlaceOf = (name: string) => number;

const { log, log1p, exp } = deterministic;

/** Of a value on the scale that the prior stands on; undefined for flat priors. */
function logDensityOf({ distribution }: ResolvedPrior): ((x: number) => number) | undefined {
  const { density, parameters } = distributionNamed(distribution.name);
  if (density === undefined) return undefined;
  const [a = 0, b = 0, c = 0] = parameters.map((_parameter, k) => distribution.parameters[k]!);
  const { logKernel } = densities[density];
  return (x) => logKernel(x, a, b, c, deterministic);
}

function plain(prior: ResolvedPrior, valueOf: Addend): readonly Addend[] {
  const logDensity = logDensityOf(prior);
  return logDensity ? [(draw) => logDensity(valueOf(draw))] : [];
}

/** A positive parameter, itself, squared, or one over its square. */
function scale(prior: ResolvedPrior, place: number): readonly Addend[] {
  return plain(prior, (draw) => {
    const sd = draw[place]!;
    if (prior.scale === "variance") return sd * sd;
    return prior.scale === "precision" ? 1 / (sd * sd) : sd;
  });
}

/** The intercept's prior stands where predictors are at their means, unless it says otherwise. */
function populationPriors(spec: ModelSpec, placeOf: PlaceOf): readonly Addend[] {
  const slopes = spec.common.map(({ name, columnMean, prior }) => ({
    place: placeOf(name),
    columnMean,
    prior,
  }));
  const addends = slopes.flatMap(({ place, prior }) => plain(prior, (draw) => draw[place]!));
  if (!spec.intercept) return addends;
  const { name, prior } = spec.intercept;
  const own = placeOf(name);
  const centred = spec.centred && prior.at !== "zero";
  const intercept: Addend = (draw) =>
    slopes.reduce(
      (sum, { place, columnMean }) => sum + (centred ? columnMean * draw[place]! : 0),
      draw[own]!,
    );
  return [...addends, ...plain(prior, intercept)];
}

/** (η − 1) log det R. */
function correlation(
  names: readonly string[],
  factorName: string,
  prior: ResolvedPrior,
  placeOf: PlaceOf,
): Addend {
  const size = names.length;
  const eta = prior.distribution.parameters[0]!;
  const places = names.map((later, i) =>
    names.slice(0, i).map((earlier) => placeOf(`cor(${earlier},${later}|${factorName})`)),
  );
  return (draw) => {
    const matrix = Float64Array.from({ length: size * size }, (_, at) => {
      const [row, column] = [Math.floor(at / size), at % size];
      if (row === column) return 1;
      return draw[places[Math.max(row, column)]![Math.min(row, column)]!]!;
    });
    return (eta - 1) * logDeterminant(matrix, size);
  };
}

function logDeterminant(matrix: Float64Array, size: number): number {
  const factor = cholesky(matrix, size);
  if (!factor) return -Infinity;
  let sum = 0;
  for (let i = 0; i < size; i++) sum += 2 * log(factor[i * size + i]!);
  return sum;
}

function groupPriors({ design, group }: ModelSpec, placeOf: PlaceOf): readonly Addend[] {
  return group.flatMap(({ scaleNames, scalePriors, correlationPrior }, b) => {
    const { effectNames, factor } = design.predictor.group[b]!;
    return [
      ...scaleNames.flatMap((name, k) => scale(scalePriors[k]!, placeOf(name))),
      ...(correlationPrior
        ? [correlation(effectNames, factor.name, correlationPrior, placeOf)]
        : []),
    ];
  });
}

/** A parameter between two bounds, on its own scale or, where its prior stands there, on the logit. */
function bounded(prior: BoundedPrior, place: number): Addend {
  const { lower, upper, density } = prior;
  return (draw) => {
    const x = draw[place]!;
    const t = log((x - lower) / (upper - x));
    const { value } = boundedLogDensity(prior, t, deterministic);
    if (density.kind === "logit") return value;
    const size = Math.abs(t);
    return value - (log(upper - lower) - size - 2 * log1p(exp(-size)));
  };
}

function structuredPriors({ design, structured }: ModelSpec, placeOf: PlaceOf): readonly Addend[] {
  return structured.flatMap(({ scaleName, scalePrior, shape }, b) => {
    const { structure } = design.predictor.structured[b]!;
    const measured = structure.matrix && measureStructure(structure);
    return [
      ...scale(scalePrior, placeOf(scaleName)),
      ...(shape ? [bounded(boundedPriorOf(shape, measured), placeOf(shape.name))] : []),
    ];
  });
}

/** Up to a constant. */
export function openTopLevelPrior({ spec, parameters }: CompiledModel): Addend {
  const places = new Map(parameters.map(({ name }, place) => [name, place]));
  const placeOf: PlaceOf = (name) => {
    const place = places.get(name);
    if (place === undefined) throw new Error(`the draws have no parameter ${name}`);
    return place;
  };
  const addends = [
    ...specsOfOutcomes(spec).flatMap((one) => populationPriors(one, placeOf)),
    ...groupPriors(spec, placeOf),
    ...structuredPriors(spec, placeOf),
    ...spec.auxiliary.flatMap(({ name, prior }) => scale(prior, placeOf(name))),
  ];
  return (draw) => addends.reduce((sum, addend) => sum + addend(draw), 0);
}
