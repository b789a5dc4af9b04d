/**
 * From the Laplace fit of a model to coordinates in which its posterior is nearly standard normal
 * (docs/sampling.md): group effects are mapped by maps that follow their scales, level by level, or jointly
 * where several crossed terms have few levels; what is left is whitened by the joint precision at the mode.
 */
import type { CompiledModel, LatentPlan } from "../../compiler/index.js";
import type { CoordinateMap, StandardisedBlock } from "../../engines/nuts/index.js";
import { openEvaluator } from "../../kernels/index.js";
import { generalInverse } from "./dense-algebra.js";
import type { CoordinateWish } from "./coordinate-wish.js";
import type { LaplaceMode } from "./laplace-mode.js";
import { matchCoordinates } from "./match-coordinates.js";
import {
  jointMap,
  levelMap,
  mapAtMode,
  mappedMode,
  mappedPrecision,
  mappedSlope,
} from "./mode-maps.js";
import { scaledBlocks, type ScaledBlock } from "./scaled-blocks.js";

/** Terms of at most so many levels are mapped together, where there are several. */
const fewLevels = 30;
const mostJoint = 150;

/** The terms to be mapped together; undefined where none are. */
function fewLevelled(
  scaled: readonly ScaledBlock[],
  common: number,
  wish: CoordinateWish,
): readonly ScaledBlock[] | undefined {
  const few = scaled.filter(({ count }) => count <= fewLevels);
  const size = few.reduce((sum, { count }) => sum + count, common);
  const crossed = new Set(few.map(({ factor }) => factor)).size > 1;
  const together = wish === "joint" ? few.length > 0 : wish === "auto" && crossed;
  return together && size <= mostJoint ? few : undefined;
}

export interface MappedCoordinates {
  readonly map: CoordinateMap;
  readonly choice: "levels" | "joint";
}

/** Undefined where the model has no such coordinates. */
export function buildCoordinateMap(
  model: CompiledModel,
  at: LaplaceMode,
  wish: CoordinateWish,
): MappedCoordinates | undefined {
  const { plan } = at;
  const scaled = scaledBlocks(plan, model.spec);
  if (!scaled) return undefined;
  const commonStart = plan.commonStart;
  const few = fewLevelled(scaled, at.mode.length - commonStart, wish);
  const joint = few && jointMap(few, commonStart, at);
  const levels = scaled
    .filter((block) => !joint || block.count > fewLevels)
    .map((block) => levelMap(block, at));
  const map = mapAtMode(levels, joint, at);
  const coordinates = map && matchModel(model, plan, scaled);
  if (!coordinates) return undefined;
  const latentMode = mappedMode(at, levels, joint, map);
  return {
    choice: joint ? "joint" : "levels",
    map: {
      ...coordinates,
      hyperparameters: at.hyperparameters,
      hyperparameterMode: at.t,
      latentMode,
      latentSlopes: at.slopes.map((_, k) => mappedSlope(at, levels, joint, map, latentMode, k)),
      precision: mappedPrecision(at, map, joint),
      levels,
      ...(joint && { joint }),
    },
  };
}

function matchModel(
  model: CompiledModel,
  plan: LatentPlan,
  scaled: readonly ScaledBlock[],
): Pick<CoordinateMap, "thetaCoordinates" | "blocks" | "common"> | undefined {
  const evaluator = openEvaluator(model.plan);
  const matched = matchCoordinates(model, evaluator);
  const thetas = plan.hyperparameters.map(({ name }) => matched.ofLog(name));
  if (!thetas.every((coordinate) => coordinate !== undefined)) return undefined;
  const effects = model.parameters.findIndex(({ role }) => role === "group");
  const blocks: StandardisedBlock[] = [];
  for (const { scale, start, count } of scaled) {
    const first = model.parameters[effects + start]!.name;
    const coordinate = matched.ofStandardised(first, plan.hyperparameters[scale]!.name, count);
    if (coordinate === undefined) return undefined;
    blocks.push({ scale, start, count, coordinate });
  }
  const taken = new Set<number>(thetas);
  for (const { coordinate, count } of blocks)
    for (let j = 0; j < count; j++) taken.add(coordinate + j);
  const { spec } = model;
  const names = [
    ...(spec.intercept ? [spec.intercept.name] : []),
    ...spec.common.map(({ name }) => name),
  ];
  const affine = matched.affine(names, taken);
  const matrix = affine && generalInverse(affine.matrix, names.length);
  if (!affine || !matrix) return undefined;
  return {
    thetaCoordinates: Int32Array.from(thetas),
    blocks,
    common: {
      start: plan.commonStart,
      coordinates: affine.coordinates,
      origin: affine.origin,
      matrix,
    },
  };
}
