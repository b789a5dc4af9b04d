/** Automatic differentiation variational inference: a normal that is fitted to the posterior, judged by importance. */
import { openStream } from "../../math/index.js";
import { startingPoint, followPath } from "../pathfinder/index.js";
import { drawByImportance } from "../variational/importance-draws.js";
import { diagonalNormal, type NormalApproximation } from "../variational/normal-approximation.js";
import { standardisedTarget } from "../variational/standardised-target.js";
import type {
  VariationalDraws,
  VariationalFailure,
  VariationalRun,
} from "../variational/variational-progress.js";
import type { AdviSettings, AdviTarget } from "./advi-settings.js";
import { fitDeterministically, type NormalFit } from "./deterministic-fit.js";
import { fitStochastically } from "./stochastic-fit.js";

export interface AdviDraws extends VariationalDraws {
  /** Largest error of a mean that the fixed draws make, in posterior sds; NaN where unknown. */
  readonly meanError: number;
  readonly linearResponse: boolean;
}

/** Iterations of the path that finds where the mass is. */
const pathIterations = 1000;

function standardisedBy(map: NormalApproximation, target: AdviTarget): AdviTarget {
  const { density, prior, batch } = target;
  return {
    density: standardisedTarget(density, map),
    ...(prior && { prior: standardisedTarget(prior, { ...map, logVolume: 0 }) }),
    ...(batch && { batch: (iteration) => standardisedTarget(batch(iteration), map) }),
  };
}

/** The parameters whose means near 0 and sds near 1 are those of the best normal on a path to the mode. */
function* findCoordinates(
  { density }: AdviTarget,
  { approximation, seed }: AdviSettings,
): VariationalRun<{ map: NormalApproximation; gradients: number } | VariationalFailure> {
  const random = openStream(seed, "advi start");
  const start = startingPoint(density, random, true);
  if (start === undefined) return "no-finite-start";
  const path = yield* followPath(density, start, pathIterations, random);
  if (path === "stopped") return "stopped";
  if (path === undefined) return "no-approximation";
  const { normal, gradients } = path;
  if (approximation === "full_rank") return { map: normal, gradients };
  const sds = normal.precisionDiagonal.map((precision) => 1 / Math.sqrt(precision));
  return { map: diagonalNormal(normal.mean, sds), gradients };
}

function fitNormal(
  target: AdviTarget,
  settings: AdviSettings,
): VariationalRun<NormalFit | "stopped"> {
  return settings.approximation === "deterministic"
    ? fitDeterministically(target.density, settings)
    : fitStochastically(target, settings.approximation, settings);
}

/** From standardised positions to those of the target, in place. */
function placeAll(map: NormalApproximation, positions: Float64Array): void {
  const { dimension } = map;
  for (let from = 0; from < positions.length; from += dimension) {
    const at = positions.subarray(from, from + dimension);
    map.place(at.slice(), at);
  }
}

/** Draws depend on the target and the settings only. */
export function* advi(
  target: AdviTarget,
  settings: AdviSettings,
): VariationalRun<AdviDraws | VariationalFailure> {
  const coordinates = yield* findCoordinates(target, settings);
  if (typeof coordinates === "string") return coordinates;
  const { map, gradients } = coordinates;
  const standardised = standardisedBy(map, target);
  const fitted = yield* fitNormal(standardised, settings);
  if (fitted === "stopped") return "stopped";
  const { normal, search, meanError, linearResponse } = fitted;
  const drawn = yield* drawByImportance(
    standardised.density,
    [normal],
    settings.draws,
    openStream(settings.seed, "advi draws"),
    { ...search, gradients: search.gradients + gradients },
  );
  if (drawn === "stopped") return "stopped";
  placeAll(map, drawn.positions);
  placeAll(map, drawn.candidates.positions);
  return { ...drawn, meanError, linearResponse };
}
