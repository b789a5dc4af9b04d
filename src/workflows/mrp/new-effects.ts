/** Effects of levels of group factors that the fit has not seen, one independent draw per posterior draw. */
import { groupEffectName } from "../../compiler/index.js";
import type { GroupBlock, LinearPredictor } from "../../design/design-blocks.js";
import type { RandomStream } from "../../math/index.js";
import type { ModelSpec } from "../../model/model-spec.js";
import type { ReportedParameter } from "../../target/index.js";
import type { NewLevelRule } from "./poststratified.js";

export interface NewEffects {
  /** One array per group block, level-major: `effects[level * effectCount + effect]`. */
  readonly arrays: readonly Float64Array[];
  /** Overwrites the arrays with effects that belong to one draw of the reported parameters. */
  fill(draw: Float64Array): void;
}

/** Where a block's hyperparameters and effects stand in a draw. */
interface BlockPlaces {
  readonly block: GroupBlock;
  readonly newLevelCount: number;
  readonly effectCount: number;
  readonly levelCount: number;
  readonly firstEffect: number;
  readonly scales: readonly number[];
  /** `correlations[i * effectCount + j]` for j < i; -1 where the block has none. */
  readonly correlations: Int32Array;
}

function placeByName(parameters: readonly ReportedParameter[]): ReadonlyMap<string, number> {
  return new Map(parameters.map(({ name }, position) => [name, position]));
}

function requirePlace(places: ReadonlyMap<string, number>, name: string): number {
  const place = places.get(name);
  if (place === undefined) throw new Error(`the draws have no parameter ${name}`);
  return place;
}

function placeCorrelations(block: GroupBlock, places: ReadonlyMap<string, number>): Int32Array {
  const { effectNames, factor } = block;
  const size = effectNames.length;
  const found = new Int32Array(size * size).fill(-1);
  if (!block.correlated) return found;
  for (let i = 1; i < size; i++) {
    for (let j = 0; j < i; j++) {
      const name = `cor(${effectNames[j]!},${effectNames[i]!}|${factor.name})`;
      found[i * size + j] = requirePlace(places, name);
    }
  }
  return found;
}

/** The effects of a block are reported one after the other, the level slowest. */
function locateBlocks(
  spec: Pick<ModelSpec, "group">,
  predictor: LinearPredictor,
  parameters: readonly ReportedParameter[],
): BlockPlaces[] {
  const places = placeByName(parameters);
  return predictor.group.map((block, position) => ({
    block,
    newLevelCount: block.factor.newLevels.length,
    effectCount: block.effectNames.length,
    levelCount: block.factor.levels.length,
    firstEffect: requirePlace(places, groupEffectName(block, 0, block.factor.levels[0]!)),
    scales: spec.group[position]!.scaleNames.map((name) => requirePlace(places, name)),
    correlations: placeCorrelations(block, places),
  }));
}

/**
 * Lower L with L Lᵀ = Σ, from standard deviations and correlations; a correlation matrix that
 * rounding has made singular gets a zero column, as its limit has.
 */
function factorCovariance(places: BlockPlaces, draw: Float64Array, factor: Float64Array): void {
  const { effectCount: size, correlations, scales } = places;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      const place = correlations[i * size + j]!;
      let rest = i === j ? 1 : place < 0 ? 0 : draw[place]!;
      for (let k = 0; k < j; k++) rest -= factor[i * size + k]! * factor[j * size + k]!;
      const pivot = factor[j * size + j]!;
      factor[i * size + j] = i === j ? Math.sqrt(Math.max(0, rest)) : pivot > 0 ? rest / pivot : 0;
    }
  }
  for (let i = 0; i < size; i++) {
    const scale = draw[scales[i]!]!;
    for (let j = 0; j <= i; j++) factor[i * size + j]! *= scale;
  }
}

function gaussianFiller(
  places: BlockPlaces,
  random: RandomStream,
): (draw: Float64Array, effects: Float64Array) => void {
  const { effectCount: size, newLevelCount } = places;
  const factor = new Float64Array(size * size);
  const normals = new Float64Array(size);
  return (draw, effects) => {
    factorCovariance(places, draw, factor);
    for (let level = 0; level < newLevelCount; level++) {
      for (let i = 0; i < size; i++) normals[i] = random.normal();
      for (let i = 0; i < size; i++) {
        let effect = 0;
        for (let k = 0; k <= i; k++) effect += factor[i * size + k]! * normals[k]!;
        effects[level * size + i] = effect;
      }
    }
  };
}

/** Known levels picked for each new level of each factor; every block of a factor uses the same picks. */
function openPicks(
  blocks: readonly BlockPlaces[],
  random: RandomStream,
): { picks: ReadonlyMap<string, Int32Array>; redraw: () => void } {
  const levelCounts = new Map(
    blocks.map(({ block, levelCount }) => [block.factor.name, levelCount]),
  );
  const picks = new Map(
    blocks.map(({ block, newLevelCount }) => [block.factor.name, new Int32Array(newLevelCount)]),
  );
  const redraw = (): void => {
    for (const [factor, levels] of picks) {
      const levelCount = levelCounts.get(factor)!;
      for (let level = 0; level < levels.length; level++) {
        levels[level] = Math.floor(random.uniform() * levelCount);
      }
    }
  };
  return { picks, redraw };
}

function copyEffects(
  { firstEffect, effectCount }: BlockPlaces,
  picks: Int32Array,
  draw: Float64Array,
  effects: Float64Array,
): void {
  for (let level = 0; level < picks.length; level++) {
    const from = firstEffect + picks[level]! * effectCount;
    for (let i = 0; i < effectCount; i++) effects[level * effectCount + i] = draw[from + i]!;
  }
}

/** A source of effects for the new levels of `predictor`; with `zero` the arrays stay as they are. */
export function openNewEffects(
  spec: Pick<ModelSpec, "group">,
  predictor: LinearPredictor,
  parameters: readonly ReportedParameter[],
  rule: NewLevelRule,
  random: RandomStream,
): NewEffects {
  const blocks = locateBlocks(spec, predictor, parameters);
  const arrays = blocks.map(
    ({ newLevelCount, effectCount }) => new Float64Array(newLevelCount * effectCount),
  );
  const filled = blocks.map((places, position) => ({ places, effects: arrays[position]! }));
  const needed = filled.filter(({ effects }) => effects.length > 0);
  if (rule === "zero" || needed.length === 0) return { arrays, fill: () => undefined };
  if (rule === "gaussian") {
    const fillers = needed.map(({ places, effects }) => ({
      fill: gaussianFiller(places, random),
      effects,
    }));
    return {
      arrays,
      fill: (draw) => {
        for (const { fill, effects } of fillers) fill(draw, effects);
      },
    };
  }
  const { picks, redraw } = openPicks(
    needed.map(({ places }) => places),
    random,
  );
  return {
    arrays,
    fill: (draw) => {
      redraw();
      for (const { places, effects } of needed) {
        copyEffects(places, picks.get(places.block.factor.name)!, draw, effects);
      }
    },
  };
}
