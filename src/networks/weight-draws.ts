/** Weights at a position: the weights themselves, or draws from their posterior, and gradients back through these. */
import { deterministic } from "../math/index.js";
import type { NetworkPlan } from "./network-plan.js";
import type { BayesianLayers } from "./network-shape.js";
import { fillWithNoise } from "./normal-noise.js";
import { planPosition } from "./position.js";

export interface WeightDraws {
  /** To be called whenever the position has moved. */
  readonly refresh: () => void;
  /** Posterior means, σ at its median; the same array every time. */
  readonly mean: () => Float32Array;
  /** w = σ (m + s ε) and log σ = μ + s ε; without Bayesian layers the weights. The same array every time. */
  readonly draw: (key: number) => Float32Array;
  /** From the gradient by the weights last drawn to that by the position. */
  readonly pull: (byWeights: Float32Array, into: Float32Array) => void;
}

function pointWeights(position: Float32Array): WeightDraws {
  return {
    refresh: () => undefined,
    mean: () => position,
    draw: () => position,
    pull: (byWeights, into) => into.set(byWeights),
  };
}

interface Layout {
  readonly first: number;
  readonly end: number;
}

function layoutOf({ layers }: NetworkPlan): readonly Layout[] {
  return layers.map(({ first, inputs, outputs }) => ({
    first,
    end: first + (inputs + 1) * outputs,
  }));
}

function normalWeights(
  plan: NetworkPlan,
  bayes: BayesianLayers,
  position: Float32Array,
): WeightDraws {
  const places = planPosition(plan, true);
  const layers = layoutOf(plan);
  const weights = new Float32Array(plan.weights);
  const sds = new Float32Array(plan.weights);
  const noise = new Float32Array(plan.weights + layers.length);
  const scales = new Float64Array(layers.length);
  const scaleOf = (layer: number, epsilon: number): number => {
    const sd = deterministic.exp(position[places.scaleLogSds + layer]!);
    return deterministic.exp(position[places.scaleMeans + layer]! + sd * epsilon);
  };
  return {
    refresh() {
      for (let i = 0; i < sds.length; i++) {
        sds[i] = deterministic.exp(position[places.logSds + i]!);
      }
    },
    mean() {
      layers.forEach(({ first, end }, layer) => {
        const scale = scaleOf(layer, 0);
        for (let i = first; i < end; i++) weights[i] = scale * position[i]!;
      });
      return weights;
    },
    draw(key) {
      fillWithNoise(noise, key);
      layers.forEach(({ first, end }, layer) => {
        const scale = (scales[layer] = scaleOf(layer, noise[plan.weights + layer]!));
        for (let i = first; i < end; i++) {
          weights[i] = scale * (position[i]! + sds[i]! * noise[i]!);
        }
      });
      return weights;
    },
    pull(byWeights, into) {
      layers.forEach(({ first, end }, layer) => {
        const scale = scales[layer]!;
        let byLogScale = 0;
        for (let i = first; i < end; i++) {
          const slope = scale * byWeights[i]!;
          into[i] = slope;
          into[places.logSds + i] = slope * sds[i]! * noise[i]!;
          byLogScale += byWeights[i]! * weights[i]!;
        }
        const sd = deterministic.exp(position[places.scaleLogSds + layer]!);
        into[places.scaleMeans + layer] = byLogScale;
        into[places.scaleLogSds + layer] = byLogScale * sd * noise[plan.weights + layer]!;
      });
    },
  };
}

/** The position may move between calls; its array stays. */
export function openWeightDraws(
  plan: NetworkPlan,
  bayes: BayesianLayers | undefined,
  position: Float32Array,
): WeightDraws {
  return bayes ? normalWeights(plan, bayes, position) : pointWeights(position);
}
