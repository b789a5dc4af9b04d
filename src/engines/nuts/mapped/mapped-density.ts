/** A model's log density in mapped coordinates: thetas first, then latents. */
import { deterministic } from "../../../math/index.js";
import type { LogDensity } from "../../../target/index.js";
import { openAffineLatents } from "./affine-latents.js";
import type { CommonBlockMap, CoordinateMap } from "./coordinate-map.js";
import { openHyperparameterMap } from "./hyperparameter-map.js";
import { openJointMap } from "./joint-map.js";
import { placeLevels, pullLevels } from "./level-map.js";

export interface MappedDensity extends LogDensity {
  /** The model's coordinates at a position. */
  toModel(position: Float64Array, into: Float64Array): void;
}

/** c = B (x − origin). */
function placeCommon(
  { start, coordinates, origin, matrix }: CommonBlockMap,
  x: Float64Array,
  q: Float64Array,
): void {
  const k = coordinates.length;
  for (let i = 0; i < k; i++) {
    let sum = 0;
    for (let j = 0; j < k; j++) sum += matrix[i * k + j]! * (x[start + j]! - origin[j]!);
    q[coordinates[i]!] = sum;
  }
}

function pullCommon(
  { start, coordinates, matrix }: CommonBlockMap,
  ofQ: Float64Array,
  ofX: Float64Array,
): void {
  const k = coordinates.length;
  for (let j = 0; j < k; j++) {
    let sum = 0;
    for (let i = 0; i < k; i++) sum += matrix[i * k + j]! * ofQ[coordinates[i]!]!;
    ofX[start + j] = sum;
  }
}

export function openMappedDensity(base: LogDensity, map: CoordinateMap): MappedDensity {
  const { thetaCoordinates, levels, blocks, common, latentMode } = map;
  const m = thetaCoordinates.length;
  const n = latentMode.length;
  const affine = openAffineLatents(map);
  const joint = map.joint && openJointMap(map.joint);
  const scales = openHyperparameterMap(map.hyperparameters);
  const { theta, t } = scales;
  const v = new Float64Array(n);
  const x = new Float64Array(n);
  const q = new Float64Array(base.dimension);
  const ofQ = new Float64Array(base.dimension);
  const ofX = new Float64Array(n);
  const ofV = new Float64Array(n);
  const ofTheta = new Float64Array(m);
  const ofT = new Float64Array(m);

  /** Everything up to the model's coordinates; returns the log of the maps' volume. */
  const place = (w: Float64Array, into: Float64Array): number => {
    let volume = scales.place(w);
    affine.place(w, t, v);
    x.set(v);
    for (const level of levels) volume += placeLevels(level, theta, v, x);
    if (joint) volume += joint.place(theta, v, x);
    for (const { scale, start, count, coordinate } of blocks) {
      const shrink = deterministic.exp(-theta[scale]!);
      for (let j = 0; j < count; j++) into[coordinate + j] = shrink * x[start + j]!;
      volume -= count * theta[scale]!;
    }
    placeCommon(common, x, into);
    for (let k = 0; k < m; k++) into[thetaCoordinates[k]!] = theta[k]!;
    return volume;
  };

  const pullBack = (gradient: Float64Array): void => {
    for (let k = 0; k < m; k++) ofTheta[k] = ofQ[thetaCoordinates[k]!]!;
    pullCommon(common, ofQ, ofX);
    for (const { scale, start, count, coordinate } of blocks) {
      const shrink = deterministic.exp(-theta[scale]!);
      let along = count;
      for (let j = 0; j < count; j++) {
        along += ofQ[coordinate + j]! * q[coordinate + j]!;
        ofX[start + j] = shrink * ofQ[coordinate + j]!;
      }
      ofTheta[scale]! -= along;
    }
    ofV.set(ofX);
    for (const level of levels) ofTheta[level.scale]! += pullLevels(level, theta, v, ofX, ofV);
    joint?.pull(theta, v, ofX, ofV, ofTheta);
    affine.pull(ofT, ofV, gradient);
    scales.pull(ofTheta, ofT, gradient);
  };

  return {
    dimension: m + n,
    logDensityAndGradient(position, gradient) {
      const volume = place(position, q);
      const density = base.logDensityAndGradient(q, ofQ);
      pullBack(gradient);
      return density + volume;
    },
    toModel: (position, into) => void place(position, into),
  };
}
