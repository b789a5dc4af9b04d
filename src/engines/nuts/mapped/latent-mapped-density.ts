/** The log density of a latent Gaussian model without constraints in mapped coordinates: thetas first, then latents. */
import type { LatentGaussian, LogDensity } from "../../../target/index.js";
import { openAffineLatents } from "./affine-latents.js";
import { openCell, openTriangles } from "./cell-map.js";
import { openHyperparameterMap } from "./hyperparameter-map.js";
import { openJointDensity } from "./joint-density.js";
import type { LatentMap } from "./latent-map.js";

export interface LatentMappedDensity extends LogDensity {
  /** Hyperparameters and latents at a position. */
  place(position: Float64Array, theta: Float64Array, x: Float64Array): void;
}

export function openLatentMappedDensity(
  target: LatentGaussian,
  map: LatentMap,
): LatentMappedDensity {
  const density = openJointDensity(target);
  const scales = openHyperparameterMap(map.hyperparameters);
  const affine = openAffineLatents(map);
  const triangleOf = openTriangles();
  const cells = map.cells.map((cell) => openCell(cell, triangleOf(cell.latents.length)));
  const { hyperparameterCount: m, latentCount: n } = target;
  const { theta, t } = scales;
  const [v, x] = [new Float64Array(n), new Float64Array(n)];
  const [ofX, ofV] = [new Float64Array(n), new Float64Array(n)];
  const [ofTheta, ofT] = [new Float64Array(m), new Float64Array(m)];
  const ofPrecision = new Float64Array(density.precision.length);

  /** Returns the log of the maps' volume. */
  const place = (w: Float64Array): number => {
    let volume = scales.place(w);
    affine.place(w, t, v);
    density.setHyperparameters(theta);
    x.set(v);
    for (const cell of cells) volume += cell.place(density.precision, v, x);
    return volume;
  };

  return {
    dimension: m + n,
    logDensityAndGradient(w, gradient) {
      const volume = place(w);
      const value = density.evaluate(theta, x, ofTheta, ofX, ofPrecision);
      ofV.set(ofX);
      for (const cell of cells) cell.pull(ofX, ofV, ofPrecision);
      density.addThroughPrecision(theta, ofPrecision, ofTheta);
      affine.pull(ofT, ofV, gradient);
      scales.pull(ofTheta, ofT, gradient);
      return value + volume;
    },
    place(w, thetaInto, xInto) {
      place(w);
      thetaInto.set(theta);
      xInto.set(x);
    },
  };
}
