/** The addends of a linear predictor on any rows, as coded columns: rows with one code add the same. */
import type {
  CommonBlock,
  GroupBlock,
  LinearPredictor,
  StructuredBlock,
} from "../design/design-blocks.js";
import { groupEffectName } from "./group-terms.js";
import { nodeEffectName } from "./structured/structured-terms.js";

/** Parts of a term's value: `weight` times the parameter (or new effect) at `position`. */
export type VisitPart = (position: number, weight: number) => void;

/** An addend: at row i the sum of its parts, times `multiplier[i]` where there is one. */
export interface PredictorTerm {
  /** Rows with equal codes have equal parts; 0 to codeCount - 1. */
  readonly codes: Int32Array;
  readonly codeCount: number;
  readonly multiplier: Float64Array | undefined;
  parts(row: number, visit: VisitPart): void;
}

/** A numeric predictor with (almost) as many values as rows. */
export interface PredictorColumn {
  readonly position: number;
  readonly values: Float64Array;
}

export interface PredictorTerms {
  readonly terms: readonly PredictorTerm[];
  readonly columns: readonly PredictorColumn[];
}

/** Where the values stand: reported parameters by name, then new effects block by block. */
export interface ValuePositions {
  ofParameter(name: string): number;
  /** First new effect of a group block, level-major. */
  readonly firstNewEffect: readonly number[];
}

export interface Coding {
  readonly codes: Int32Array;
  readonly codeCount: number;
}

/** Codes for the distinct values of a column; undefined when there are more than `most`. */
export function codeValues(values: Float64Array | Int32Array, most: number): Coding | undefined {
  const known = new Map<number, number>();
  const codes = new Int32Array(values.length);
  for (let i = 0; i < values.length; i++) {
    let code = known.get(values[i]!);
    if (code === undefined) {
      code = known.size;
      if (code === most) return undefined;
      known.set(values[i]!, code);
    }
    codes[i] = code;
  }
  return { codes, codeCount: known.size };
}

/** A pair of codes is looked up in a table of this many entries at most. */
const mostPairs = 1 << 22;

/** Codes for the pairs of two codings that occur; undefined when there are more than `most`. */
export function codePairs(a: Coding, b: Coding, most: number): Coding | undefined {
  if (a.codeCount * b.codeCount > mostPairs) return undefined;
  const known = new Int32Array(a.codeCount * b.codeCount).fill(-1);
  const codes = new Int32Array(a.codes.length);
  let codeCount = 0;
  for (let i = 0; i < codes.length; i++) {
    const pair = a.codes[i]! * b.codeCount + b.codes[i]!;
    if (known[pair]! < 0) {
      if (codeCount === most) return undefined;
      known[pair] = codeCount++;
    }
    codes[i] = known[pair]!;
  }
  return { codes, codeCount };
}

/** Folds a multiplier with few values into the codes, so that equal codes have equal products. */
function withMultiplier(
  keys: Int32Array,
  multiplier: Float64Array | undefined,
  parts: PredictorTerm["parts"],
  most: number,
): PredictorTerm {
  const coded = codeValues(keys, Infinity)!;
  if (multiplier === undefined) return { ...coded, multiplier, parts };
  const coding = codeValues(multiplier, most);
  const pairs = coding && codePairs(coded, coding, most);
  if (pairs === undefined) return { ...coded, multiplier, parts };
  return {
    ...pairs,
    multiplier: undefined,
    parts: (row, visit) =>
      parts(row, (position, weight) => visit(position, weight * multiplier[row]!)),
  };
}

function commonTerms(
  { columnNames, columns }: CommonBlock,
  positions: ValuePositions,
  most: number,
): PredictorTerms {
  const places = columnNames.map((name) => positions.ofParameter(name));
  if (columns.kind === "pattern") {
    const { index, patterns, multiplier } = columns;
    const parts: PredictorTerm["parts"] = (row, visit) => {
      places.forEach((position, j) => {
        const weight = patterns[index[row]! * places.length + j]!;
        if (weight !== 0) visit(position, weight);
      });
    };
    return { terms: [withMultiplier(index, multiplier, parts, most)], columns: [] };
  }
  const terms: PredictorTerm[] = [];
  const dense: PredictorColumn[] = [];
  columns.columns.forEach((values, j) => {
    const position = places[j]!;
    const coded = codeValues(values, most);
    if (coded === undefined) dense.push({ position, values });
    else {
      const parts: PredictorTerm["parts"] = (row, visit) => visit(position, values[row]!);
      terms.push({ ...coded, multiplier: undefined, parts });
    }
  });
  return { terms, columns: dense };
}

function groupTerms(
  block: GroupBlock,
  firstNewEffect: number,
  positions: ValuePositions,
  most: number,
): readonly PredictorTerm[] {
  const { levels, index } = block.factor;
  const effectCount = block.effectNames.length;
  return block.effectColumns.map((multiplier, effect) => {
    const known = new Map<number, number>();
    const ofLevel = (level: number): number => {
      if (level < 0) return firstNewEffect + (-1 - level) * effectCount + effect;
      return positions.ofParameter(groupEffectName(block, effect, levels[level]!));
    };
    const parts: PredictorTerm["parts"] = (row, visit) => {
      const level = index[row]!;
      const position = known.get(level) ?? ofLevel(level);
      known.set(level, position);
      visit(position, 1);
    };
    return withMultiplier(index, multiplier, parts, most);
  });
}

function structuredTerm(
  block: StructuredBlock,
  positions: ValuePositions,
  most: number,
): PredictorTerm {
  const known = new Map<number, number>();
  const parts: PredictorTerm["parts"] = (row, visit) => {
    const place = block.index[row]!;
    const position = known.get(place) ?? positions.ofParameter(nodeEffectName(block, place));
    known.set(place, position);
    visit(position, 1);
  };
  return withMultiplier(block.index, undefined, parts, most);
}

/** `most` is how many distinct values a column may have to be looked up instead of multiplied. */
export function predictorTerms(
  { common, group, structured }: LinearPredictor,
  positions: ValuePositions,
  most: number,
): PredictorTerms {
  const ofCommon = common.map((block) => commonTerms(block, positions, most));
  const ofGroups = group.flatMap((block, i) =>
    groupTerms(block, positions.firstNewEffect[i]!, positions, most),
  );
  return {
    terms: [
      ...ofCommon.flatMap(({ terms }) => terms),
      ...ofGroups,
      ...structured.map((block) => structuredTerm(block, positions, most)),
    ],
    columns: ofCommon.flatMap(({ columns }) => columns),
  };
}
