/** Draws of structured effects from their priors. */
import { boundedPriorOf, measureStructure, type MeasuredStructure } from "../../compiler/index.js";
import type { StructuredBlock } from "../../design/design-blocks.js";
import type { BoundedPrior } from "../../graph/index.js";
import { deterministic, evaluateSpline, type RandomStream } from "../../math/index.js";
import { openIntrinsicFactor, type IntrinsicFactor } from "../../math/sparse/index.js";
import type { ModelSpec, StructuredParameters } from "../../model/model-spec.js";
import { drawWithin } from "../../vocabulary/index.js";

const { exp, expm1, log } = deterministic;

export interface StructuredDraw {
  readonly sd: number;
  readonly shape: number | undefined;
  readonly effects: Float64Array;
}

/** Draws one block's effects given its sd, which is drawn elsewhere as all sds are. */
export type DrawStructured = (sd: number, random: RandomStream) => StructuredDraw;

/** The t at which the distance is d, by bisection: the distance grows with t. */
function inverseDistance(
  { logDistance }: BoundedPrior["density"] & { readonly kind: "share" },
  distance: number,
): number {
  let [low, high] = [-60, 60];
  const wanted = log(distance);
  for (let halving = 0; halving < 80; halving++) {
    const middle = (low + high) / 2;
    if (evaluateSpline(logDistance, middle).value < wanted) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** By the inverse of the cumulative probability for penalised complexity, else from the distribution. */
function drawShape(
  { prior }: NonNullable<StructuredParameters["shape"]>,
  bounded: BoundedPrior,
  random: RandomStream,
): number {
  const { lower, upper, density } = bounded;
  const atLogit = (t: number): number => lower + (upper - lower) / (1 + exp(-t));
  if (density.kind === "correlation") {
    const { rate } = density;
    const root = -deterministic.log1p(random.uniform() * expm1(-rate * Math.SQRT2)) / rate;
    return 1 - root * root;
  }
  if (density.kind === "share")
    return atLogit(inverseDistance(density, -log(1 - random.uniform()) / density.rate));
  const range = prior.onLogit ? { lower: -Infinity, upper: Infinity } : { lower, upper };
  const draw = drawWithin(prior.distribution, range, random);
  if (draw === undefined) throw new Error(`${prior.distribution.name} cannot be drawn from here`);
  return prior.onLogit ? atLogit(draw) : draw;
}

function drawAutoregression(
  { nodes, copies }: StructuredBlock,
  sd: number,
  rho: number,
  random: RandomStream,
): Float64Array {
  const effects = new Float64Array(nodes.length * copies.length);
  const innovation = sd * Math.sqrt(1 - rho * rho);
  for (let i = 0; i < effects.length; i++)
    effects[i] =
      i % nodes.length === 0
        ? sd * random.normal()
        : rho * effects[i - 1]! + innovation * random.normal();
  return effects;
}

/** Copies of √share sd times a draw of precision R, and of √(1 − share) sd times white noise. */
function drawFromRoot(
  factor: IntrinsicFactor,
  { copies }: StructuredBlock,
  sd: number,
  share: number,
  random: RandomStream,
): Float64Array {
  const { size, rank } = factor;
  const effects = new Float64Array(size * copies.length);
  const u = new Float64Array(size);
  const [spatial, independent] = [sd * Math.sqrt(share), sd * Math.sqrt(1 - share)];
  for (let copy = 0; copy < copies.length; copy++) {
    factor.root(
      Float64Array.from({ length: rank }, () => random.normal()),
      u,
    );
    for (let i = 0; i < size; i++)
      effects[copy * size + i] =
        spatial * u[i]! + (independent > 0 ? independent * random.normal() : 0);
  }
  return effects;
}

function openBlock(block: StructuredBlock, { shape }: StructuredParameters): DrawStructured {
  const { structure } = block;
  const measured: MeasuredStructure | undefined = structure.matrix && measureStructure(structure);
  const factor = measured && openIntrinsicFactor(measured.matrix, measured.nullSpaces);
  const bounded = shape && boundedPriorOf(shape, measured);
  return (sd, random) => {
    const drawn = shape && bounded && drawShape(shape, bounded, random);
    const effects = factor
      ? drawFromRoot(factor, block, sd, drawn ?? 1, random)
      : drawAutoregression(block, sd, drawn!, random);
    return { sd, shape: drawn, effects };
  };
}

/** One function for each structured block of a model. */
export function openStructuredDraws({ design, structured }: ModelSpec): readonly DrawStructured[] {
  return design.predictor.structured.map((block, b) => openBlock(block, structured[b]!));
}
