/** What a chain walks in, and what the positions that it keeps say. */
import { openLatentGaussian, type CompiledModel, type LatentPlan } from "../../compiler/index.js";
import { openNormalMarginal, type NormalMarginal } from "../../engines/laplace/index.js";
import {
  openHyperparameterDensity,
  openLatentMappedDensity,
  openMappedDensity,
  type HyperparameterMap,
  type LatentMap,
  type CoordinateMap,
} from "../../engines/nuts/index.js";
import type { Plan } from "../../graph/plan/plan.js";
import { openEvaluator } from "../../kernels/index.js";
import type { LogDensity } from "../../target/index.js";
import type { PositionReport } from "../runs/ess-goal.js";
import { openReported } from "../laplace/reported-values.js";
import { openDrawNoise } from "./draw-noise.js";

/**
 * Structured-cloneable. `mapped`: kept positions are the model's own. `latent`:
 * hyperparameters and latents of any latent Gaussian model. `integrated`: hyperparameters only, by their
 * map; kept positions are these and then a draw of the latents given them.
 */
export type ChainCoordinates =
  | { readonly kind: "mapped"; readonly map: CoordinateMap }
  | { readonly kind: "latent"; readonly latent: LatentPlan; readonly map: LatentMap }
  | { readonly kind: "integrated"; readonly latent: LatentPlan; readonly map: HyperparameterMap };

/** The position to keep for one of the target; what it needs of chance depends on `draw` alone. */
export type KeepPosition = (position: Float64Array, draw: number, into: Float64Array) => void;

/** Whose chance it is that kept positions need. */
export interface ChainStream {
  readonly seed: number;
  readonly chain: number;
}

/** One workspace, which chains that take turns may share: nothing of an evaluation is left to the next. */
export interface ChainSpace {
  readonly target: LogDensity;
  /** How many of its first coordinates are hyperparameters. */
  readonly hyperparameters: number;
  /** Of kept positions. */
  readonly dimension: number;
  /** One for each chain. */
  readonly openKeep: (stream: ChainStream) => KeepPosition;
}

function openMappedSpace(plan: Plan, map: CoordinateMap): ChainSpace {
  const target = openMappedDensity(openEvaluator(plan).logDensity, map);
  return {
    target,
    hyperparameters: map.hyperparameterMode.length,
    dimension: plan.dimension,
    openKeep: () => (position, _draw, into) => target.toModel(position, into),
  };
}

function openLatentSpace(latent: LatentPlan, map: LatentMap): ChainSpace {
  const target = openLatentMappedDensity(openLatentGaussian(latent), map);
  const m = latent.hyperparameters.length;
  return {
    target,
    hyperparameters: m,
    dimension: target.dimension,
    openKeep: () => (position, _draw, into) =>
      target.place(position, into.subarray(0, m), into.subarray(m)),
  };
}

/** How many normals a draw of the latents takes, which is the same at every theta. */
function countNormals(
  marginal: NormalMarginal,
  theta: Float64Array,
  latents: Float64Array,
): number {
  let count = 0;
  const next = (): number => {
    count++;
    return 0;
  };
  marginal.draw(theta, next, latents);
  return count;
}

function openIntegratedSpace(latent: LatentPlan, map: HyperparameterMap): ChainSpace {
  const marginal = openNormalMarginal(openLatentGaussian(latent));
  const m = marginal.dimension;
  const target = openHyperparameterDensity(marginal, map);
  const [theta, latents] = [new Float64Array(m), new Float64Array(latent.predictor.columnCount)];
  return {
    target,
    hyperparameters: m,
    dimension: m + latents.length,
    openKeep(stream) {
      let noiseOf: ReturnType<typeof openDrawNoise> | undefined;
      let noise: Float64Array;
      let used = 0;
      const next = (): number => noise[used++]!;
      return (position, draw, into) => {
        target.place(position, theta);
        noiseOf ??= openDrawNoise(stream, countNormals(marginal, theta, latents));
        noise = noiseOf(draw);
        used = 0;
        marginal.draw(theta, next, latents);
        into.set(theta);
        into.set(latents, m);
      };
    },
  };
}

export function openChainSpace(plan: Plan, coordinates: ChainCoordinates): ChainSpace {
  switch (coordinates.kind) {
    case "mapped":
      return openMappedSpace(plan, coordinates.map);
    case "latent":
      return openLatentSpace(coordinates.latent, coordinates.map);
    case "integrated":
      return openIntegratedSpace(coordinates.latent, coordinates.map);
  }
}

export function openPositionReport(
  { plan }: CompiledModel,
  coordinates: ChainCoordinates | undefined,
): PositionReport {
  if (coordinates && coordinates.kind !== "mapped") {
    const { latent } = coordinates;
    const m = latent.hyperparameters.length;
    const write = openReported(latent);
    return {
      dimension: m + latent.predictor.columnCount,
      report: (position, values) => write(position.subarray(0, m), position.subarray(m), values),
    };
  }
  const evaluator = openEvaluator(plan);
  return {
    dimension: plan.dimension,
    report: (position, values) => evaluator.report(position, values),
  };
}
