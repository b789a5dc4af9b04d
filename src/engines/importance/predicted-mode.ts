/** Where the conditional mode of x should be at theta, and by how much its mean lies beside that. */
import { deterministic } from "../../math/index.js";
import type { ConditionalAnswer, ConditionalStart, ProposalCoordinates } from "../laplace/index.js";
import { openSurfaces } from "./fit-surfaces.js";

export interface ModePrediction {
  /** Writes the mode at theta, which the shift is at from then on. */
  mode(theta: Float64Array, x: Float64Array): void;
  /** Adds the mean less the mode; undefined where nothing is known of it. */
  readonly addShift: ((x: Float64Array) => void) | undefined;
}

/** A point of the approximation. */
export type KnownPoint = Pick<ConditionalAnswer, "theta" | "mode" | "mean" | "settled">;

interface PredictionInputs {
  readonly start: ConditionalStart;
  readonly points: readonly KnownPoint[];
  readonly coordinates: ProposalCoordinates;
  /** The log scale of each latent, -1 where it has none. */
  readonly scaleOf: Int32Array;
}

/** How much larger the scale of each latent is at theta than where the start is. */
function openGrowth({ theta: known }: ConditionalStart, scaleOf: Int32Array) {
  const growth = new Float64Array(scaleOf.length).fill(1);
  return (theta: Float64Array): Float64Array => {
    const ofScale = theta.map((entry, k) => deterministic.exp(entry - known[k]!));
    scaleOf.forEach((k, j) => {
      if (k >= 0) growth[j] = ofScale[k]!;
    });
    return growth;
  };
}

/** By the tangent: linear in theta for effects in units of their scales. */
function openTangent({ theta: known, mode, slopes }: ConditionalStart, scaleOf: Int32Array) {
  // d (x e^−t) = (dx − x dt) e^−t: in units of the scale at the known point.
  const relative = slopes.map((slope, k) =>
    slope.map((entry, j) => (scaleOf[j] === k ? entry - mode[j]! : entry)),
  );
  return (theta: Float64Array, growth: Float64Array, x: Float64Array): void => {
    x.set(mode);
    relative.forEach((slope, k) => {
      const by = Math.max(-1, Math.min(1, theta[k]! - known[k]!));
      if (by !== 0) for (let j = 0; j < x.length; j++) x[j]! += by * slope[j]!;
    });
    for (let j = 0; j < x.length; j++) x[j]! *= growth[j]!;
  };
}

/** The means less the modes; undefined where they are not known, or are all none, as they are for normals at the mode. */
function shiftsOf(points: readonly KnownPoint[]): readonly Float64Array[] | undefined {
  const shifts = points.map(({ mean, mode }) => mean.map((entry, j) => entry - mode[j]!));
  const known = points.every(({ settled }) => settled);
  return known && shifts.some((own) => own.some((entry) => entry !== 0)) ? shifts : undefined;
}

/** By the tangent, and what the approximation's points have beside it. */
export function openPrediction({
  start,
  points,
  coordinates,
  scaleOf,
}: PredictionInputs): ModePrediction {
  const growthAt = openGrowth(start, scaleOf);
  const tangentAt = openTangent(start, scaleOf);
  const surfaces = openSurfaces(
    coordinates,
    points.map(({ theta }) => theta),
  );
  if (surfaces === undefined)
    return {
      mode: (theta, x) => tangentAt(theta, growthAt(theta), x),
      addShift: undefined,
    };
  const inScales = (theta: Float64Array, x: Float64Array): Float64Array => {
    const growth = growthAt(theta);
    return x.map((entry, j) => entry / growth[j]!);
  };
  const residual = surfaces.fit(
    points.map(({ theta, mode }) => {
      const x = mode.slice();
      tangentAt(theta, growthAt(theta), x);
      return inScales(
        theta,
        x.map((entry, j) => mode[j]! - entry),
      );
    }),
  );
  const shift = shiftsOf(points);
  const addShift = shift && surfaces.fit(shift.map((own, p) => inScales(points[p]!.theta, own)));
  let terms: Float64Array = new Float64Array(0);
  let growth: Float64Array = terms;
  return {
    mode(theta, x) {
      growth = growthAt(theta);
      terms = surfaces.termsAt(theta);
      tangentAt(theta, growth, x);
      residual(terms, growth, x);
    },
    addShift: addShift && ((x) => addShift(terms, growth, x)),
  };
}
