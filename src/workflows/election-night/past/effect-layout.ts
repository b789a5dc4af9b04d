/** Which effects tonight has, and what the past says of each: known ones, those of few new levels, learnt ones. */
import { groupEffectName } from "../../../compiler/group-terms.js";
import type { GroupBlock, LinearPredictor } from "../../../design/design-blocks.js";
import type { ModelSpec } from "../../../model/model-spec.js";
import { cholesky, invertCholesky } from "../../../math/index.js";
import type { ScaledEffects } from "../effects/effect-model.js";
import { covarianceFactor, hasNewCopy, knownNodeNames } from "./node-effects.js";
import type { NewNodes } from "./node-effects.js";
import { expectedCovariance } from "./group-covariance.js";
import { covarianceOf, logMoments, meanOf } from "./moments.js";
import type { DrawColumns } from "./moments.js";

/** New levels of a block: their first place, and the factor that makes their effects independent. */
export interface NewLevels {
  readonly first: number;
  /** Effect e of level l stands at `first + l * levelStride + e * effectStride`. */
  readonly levelStride: number;
  readonly effectStride: number;
  /** Lower factor of the covariance's shape, where effects correlate. */
  readonly factor: Float64Array | undefined;
}

export interface EffectLayout {
  readonly effects: number;
  readonly known: number;
  readonly knownPrecision: Float64Array;
  /** Prior means of the known effects. */
  readonly knownMean: Float64Array;
  /** Places of known parameters by name. */
  readonly places: ReadonlyMap<string, number>;
  readonly newLevels: readonly NewLevels[];
  /** Of the structured effects that have a new copy tonight. */
  readonly newNodes: readonly (NewNodes | undefined)[];
  readonly scaled: readonly ScaledEffects[];
  readonly scaleMean: readonly number[];
  readonly scaleSd: readonly number[];
  /** Effects of few new levels, by name. */
  readonly named: readonly { readonly name: string; readonly place: number }[];
}

/** With fewer new levels than this the sd is the past's, and its uncertainty is in the effects' prior. */
const fewLevels = 5;

interface Asking {
  readonly spec: ModelSpec;
  readonly predictor: LinearPredictor;
  readonly columns: DrawColumns;
  /** Sd by which the log of a scale may differ from the past's. */
  readonly widen: number;
}

/** Parameters of the fit that tonight's units use as they are. */
function knownNames({ spec, predictor }: Asking): string[] {
  const names = new Set<string>();
  if (predictor.intercept && spec.intercept) names.add(spec.intercept.name);
  for (const { columnNames } of predictor.common) for (const name of columnNames) names.add(name);
  for (const block of predictor.group) {
    const used = new Set(block.factor.index);
    for (const level of used) {
      if (level < 0) continue;
      for (let e = 0; e < block.effectNames.length; e++)
        names.add(groupEffectName(block, e, block.factor.levels[level]!));
    }
  }
  predictor.structured.forEach((block, b) => {
    for (const name of knownNodeNames(block, copiesOf(spec, b))) names.add(name);
  });
  return [...names];
}

/** Copies of a structured effect that the past had. */
export function copiesOf({ design }: ModelSpec, b: number): number {
  return design.predictor.structured[b]!.copies.length;
}

const isFew = ({ factor }: GroupBlock): boolean => factor.newLevels.length < fewLevels;

/** Blocks of few new levels follow the known effects; their covariance is the expected one. */
function placeFew(
  asking: Asking,
  first: number,
): {
  readonly blocks: ReadonlyMap<GroupBlock, NewLevels>;
  readonly covariances: readonly {
    readonly first: number;
    readonly covariance: Float64Array;
    readonly size: number;
  }[];
  readonly named: EffectLayout["named"];
  readonly end: number;
} {
  const blocks = new Map<GroupBlock, NewLevels>();
  const covariances: { first: number; covariance: Float64Array; size: number }[] = [];
  const named: { name: string; place: number }[] = [];
  let end = first;
  asking.predictor.group.forEach((block, b) => {
    if (!isFew(block)) return;
    const size = block.effectNames.length;
    const covariance = expectedCovariance(block, asking.spec.group[b]!, asking.columns);
    blocks.set(block, { first: end, levelStride: size, effectStride: 1, factor: undefined });
    for (const level of block.factor.newLevels) {
      covariances.push({ first: end, covariance, size });
      for (let e = 0; e < size; e++)
        named.push({ name: groupEffectName(block, e, level), place: end + e });
      end += size;
    }
  });
  return { blocks, covariances, named, end };
}

interface Learnt {
  readonly blocks: Map<GroupBlock, NewLevels>;
  readonly scaled: ScaledEffects[];
  readonly mean: number[];
  readonly sd: number[];
  end: number;
}

/** Correlated effects keep the past's correlations and ratios of sds: one scale multiplies them all. */
function placeCorrelated(asking: Asking, block: GroupBlock, b: number, learnt: Learnt): void {
  const { columns, spec, widen } = asking;
  const size = block.effectNames.length;
  const covariance = expectedCovariance(block, spec.group[b]!, columns);
  const factor = cholesky(covariance, size);
  if (factor === undefined) throw new Error("a covariance of the past is not positive definite");
  const { sd } = logMoments(columns(spec.group[b]!.scaleNames[0]!));
  const count = size * block.factor.newLevels.length;
  learnt.blocks.set(block, { first: learnt.end, levelStride: size, effectStride: 1, factor });
  learnt.scaled.push({ name: `multiple of sd(${block.term})`, first: learnt.end, size: count });
  learnt.mean.push(0);
  learnt.sd.push(Math.sqrt(sd * sd + widen * widen));
  learnt.end += count;
}

function placeIndependent(asking: Asking, block: GroupBlock, b: number, learnt: Learnt): void {
  const levels = block.factor.newLevels.length;
  learnt.blocks.set(block, {
    first: learnt.end,
    levelStride: 1,
    effectStride: levels,
    factor: undefined,
  });
  for (const name of asking.spec.group[b]!.scaleNames) {
    const { mean, sd } = logMoments(asking.columns(name));
    learnt.scaled.push({ name, first: learnt.end, size: levels });
    learnt.mean.push(mean);
    learnt.sd.push(Math.sqrt(sd * sd + asking.widen * asking.widen));
    learnt.end += levels;
  }
}

function placeMany(asking: Asking, first: number): Learnt {
  const learnt: Learnt = { blocks: new Map(), scaled: [], mean: [], sd: [], end: first };
  asking.predictor.group.forEach((block, b) => {
    if (isFew(block)) return;
    if (block.correlated) placeCorrelated(asking, block, b, learnt);
    else placeIndependent(asking, block, b, learnt);
  });
  return learnt;
}

/** A known covariance keeps its shape: one scale multiplies it. */
function placeNodes(asking: Asking, learnt: Learnt): (NewNodes | undefined)[] {
  const { spec, predictor, columns, widen } = asking;
  return predictor.structured.map((block, b) => {
    if (!hasNewCopy(block, copiesOf(spec, b))) return undefined;
    const name = spec.structured[b]!.scaleName;
    const { mean, sd } = logMoments(columns(name));
    const first = learnt.end;
    learnt.scaled.push({ name, first, size: block.nodes.length });
    learnt.mean.push(mean);
    learnt.sd.push(Math.sqrt(sd * sd + widen * widen));
    learnt.end += block.nodes.length;
    return { first, factor: covarianceFactor(block) };
  });
}

export function layOutEffects(asking: Asking): EffectLayout {
  const names = knownNames(asking);
  const values = names.map(asking.columns);
  const few = placeFew(asking, names.length);
  const known = few.end;
  const covariance = new Float64Array(known * known);
  const persistent = covarianceOf(values);
  for (let i = 0; i < names.length; i++)
    for (let j = 0; j < names.length; j++)
      covariance[i * known + j] = persistent[i * names.length + j]!;
  for (const { first, covariance: own, size } of few.covariances)
    for (let i = 0; i < size; i++)
      for (let j = 0; j < size; j++)
        covariance[(first + i) * known + first + j] = own[i * size + j]!;
  const factor = cholesky(covariance, known);
  if (factor === undefined) throw new Error("the past's covariance is not positive definite");
  const many = placeMany(asking, known);
  const newNodes = placeNodes(asking, many);
  const knownMean = new Float64Array(known);
  values.forEach((column, i) => (knownMean[i] = meanOf(column)));
  return {
    effects: many.end,
    known,
    knownPrecision: invertCholesky(factor, known),
    knownMean,
    places: new Map(names.map((name, i) => [name, i])),
    newLevels: asking.predictor.group.map(
      (block) => (many.blocks.get(block) ?? few.blocks.get(block))!,
    ),
    newNodes,
    scaled: many.scaled,
    scaleMean: many.mean,
    scaleSd: many.sd,
    named: few.named,
  };
}
