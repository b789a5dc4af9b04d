/** One draw of every parameter from the priors of a model. */
import { sampleBeta, type RandomStream } from "../../math/index.js";
import type { ModelSpec, ResolvedPrior } from "../../model/model-spec.js";
import { openStructuredDraws, type DrawStructured } from "./structured-draws.js";
import type { ParameterRole, ReportedParameter } from "../../target/index.js";
import { drawWithin, type Support } from "../../vocabulary/index.js";

const anywhere: Support = { lower: Number.NEGATIVE_INFINITY, upper: Number.POSITIVE_INFINITY };
const positive: Support = { lower: Number.MIN_VALUE, upper: Number.MAX_VALUE };

/** Values in the order in which parameters of the role are reported. */
type ValuesByRole = Readonly<Record<ParameterRole, number[]>>;

/** Draws of every reported parameter; all priors are proper (`improperPriors` is empty). */
export function openPriorDraws(
  spec: ModelSpec,
  parameters: readonly ReportedParameter[],
): (random: RandomStream) => Float64Array {
  const structured = openStructuredDraws(spec);
  return (random) => drawPrior(spec, parameters, structured, random);
}

function drawPrior(
  spec: ModelSpec,
  parameters: readonly ReportedParameter[],
  structured: readonly DrawStructured[],
  random: RandomStream,
): Float64Array {
  const values: ValuesByRole = {
    intercept: [],
    common: [],
    sd: [],
    correlation: [],
    shape: [],
    group: [],
    node: [],
    auxiliary: [],
  };
  drawCommon(spec, values, random);
  for (const { prior } of spec.auxiliary) values.auxiliary.push(drawFrom(prior, positive, random));
  spec.group.forEach((_, block) => drawGroup(spec, block, values, random));
  spec.structured.forEach(({ scalePrior }, block) => {
    const { sd, shape, effects } = structured[block]!(drawScale(scalePrior, random), random);
    values.sd.push(sd);
    if (shape !== undefined) values.shape.push(shape);
    for (const effect of effects) values.node.push(effect);
  });
  const taken: Partial<Record<ParameterRole, number>> = {};
  return Float64Array.from(parameters, ({ role }) => {
    const place = taken[role] ?? 0;
    taken[role] = place + 1;
    return values[role][place]!;
  });
}

function drawFrom(prior: ResolvedPrior, range: Support, random: RandomStream): number {
  const draw = drawWithin(prior.distribution, range, random);
  if (draw === undefined) throw new Error(`${prior.distribution.name} cannot be drawn from here`);
  return draw;
}

/** The reported intercept stands where predictors are zero, its prior usually at their means. */
function drawCommon(spec: ModelSpec, values: ValuesByRole, random: RandomStream): void {
  let shift = 0;
  for (const { prior, columnMean } of spec.common) {
    const slope = drawFrom(prior, anywhere, random);
    values.common.push(slope);
    shift += columnMean * slope;
  }
  if (spec.intercept === undefined) return;
  const { prior } = spec.intercept;
  const intercept = drawFrom(prior, anywhere, random);
  values.intercept.push(spec.centred && prior.at !== "zero" ? intercept - shift : intercept);
}

function drawScale(prior: ResolvedPrior, random: RandomStream): number {
  const draw = drawFrom(prior, positive, random);
  if (prior.scale === "precision") return 1 / Math.sqrt(draw);
  return prior.scale === "variance" ? Math.sqrt(draw) : draw;
}

function drawGroup(
  spec: ModelSpec,
  block: number,
  values: ValuesByRole,
  random: RandomStream,
): void {
  const { scalePriors, correlationPrior } = spec.group[block]!;
  const { levels } = spec.design.predictor.group[block]!.factor;
  const scales = scalePriors.map((prior) => drawScale(prior, random));
  const eta = correlationPrior?.distribution.parameters[0];
  const factor = drawCorrelationFactor(scales.length, eta, random);
  values.sd.push(...scales);
  if (eta !== undefined) values.correlation.push(...correlationsOf(factor));
  for (let level = 0; level < levels.length; level++) {
    const z = scales.map(() => random.normal());
    scales.forEach((scale, row) =>
      values.group.push(scale * factor[row]!.reduce((sum, entry, j) => sum + entry * z[j]!, 0)),
    );
  }
}

/**
 * Rows of the Cholesky factor of a correlation matrix from LKJ(eta): canonical partial correlations
 * of column j are 2 Beta(b, b) − 1 with b = eta + (size − 2 − j) / 2 (Lewandowski, Kurowicka and Joe
 * 2009, C-vine). The identity without eta.
 */
function drawCorrelationFactor(
  size: number,
  eta: number | undefined,
  random: RandomStream,
): readonly (readonly number[])[] {
  return Array.from({ length: size }, (_, row) => {
    const entries: number[] = [];
    let left = 1;
    for (let j = 0; j < row; j++) {
      const shape = (eta ?? 1) + (size - 2 - j) / 2;
      const partial = eta === undefined ? 0 : 2 * sampleBeta(shape, shape, random) - 1;
      const entry = partial * Math.sqrt(left);
      entries.push(entry);
      left -= entry * entry;
    }
    return [...entries, Math.sqrt(left)];
  });
}

/** Below the diagonal, row by row, as they are reported. */
function correlationsOf(factor: readonly (readonly number[])[]): number[] {
  return factor.flatMap((later, row) =>
    factor
      .slice(0, row)
      .map((earlier) => earlier.reduce((sum, entry, j) => sum + entry * later[j]!, 0)),
  );
}
