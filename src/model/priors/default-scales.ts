/**
 * Bambi's rules for the scales of default priors (0.15 to 0.18), with means and standard deviations
 * of rows weighted by what they carry, so that cells and individuals get the same priors.
 */
import type { CommonBlock } from "../../design/design-blocks.js";
import { blockMoments, columnMoments, rowSumMoments } from "../column-moments.js";
import type { Moments } from "../column-moments.js";

/** What the rules know of response, family and link. */
export interface PriorScaling {
  /** 0 and 1 unless the family's priors follow the response. */
  readonly responseMean: number;
  readonly responseSd: number;
  /** The family follows the response: reasons then speak of sd(y). */
  readonly byResponse: boolean;
  /** Successes among trials under logit or probit: slopes of 1 / sd(x). */
  readonly unitSlopes: boolean;
  readonly weights: Float64Array | undefined;
  /** `, rows weighted by trials` or empty. */
  readonly weightingText: string;
}

/** A scale with the rule behind it. */
export interface ReasonedScale {
  readonly scale: number;
  readonly reason: string;
}

export function show(value: number): string {
  return String(Number(value.toPrecision(5)));
}

/** Moments over rows that carry data; over all rows for a column that is constant in those. */
function informativeMoments(
  moments: (weights: Float64Array | undefined) => Moments,
  weights: Float64Array | undefined,
): Moments {
  const weighted = moments(weights);
  if (weighted.sd > 0 || !weights) return weighted;
  return { mean: weighted.mean, sd: moments(undefined).sd };
}

/** A scale of `numerator / sd`, undefined where the column does not vary. */
function quotient({ sd }: Moments, scaling: PriorScaling, of: string): ReasonedScale | undefined {
  if (!(sd > 0)) return undefined;
  const { unitSlopes, byResponse, responseSd, weightingText } = scaling;
  const numerator = unitSlopes ? 1 : 2.5 * responseSd;
  const words = unitSlopes ? "1" : byResponse ? "2.5 · sd(y)" : "2.5";
  const numbers = byResponse ? `2.5 · ${show(responseSd)}` : show(numerator);
  const scale = numerator / sd;
  const rule = unitSlopes ? "rule of Bambi for logit and probit" : "rule of Bambi";
  return {
    scale,
    reason: `slope: ${words} / sd(${of}) = ${numbers} / ${show(sd)} = ${show(scale)}, ${rule}${weightingText}`,
  };
}

/** Scales of the slopes of a common term, one a column; undefined for a column that does not vary. */
export function slopeScales(
  block: CommonBlock,
  scaling: PriorScaling,
): readonly (ReasonedScale | undefined)[] {
  const { composition, columnNames } = block;
  if (scaling.unitSlopes && composition === "categorical") {
    const reason = "slope: 1 for categorical terms, rule of Bambi for logit and probit";
    return columnNames.map(() => ({ scale: 1, reason }));
  }
  if (scaling.unitSlopes && composition === "mixed" && columnNames.length > 1) {
    const sum = informativeMoments((weights) => rowSumMoments(block, weights), scaling.weights);
    const shared = quotient(sum, scaling, `sum of the columns of ${block.term}`);
    return columnNames.map(() => shared);
  }
  const weighted = blockMoments(block, scaling.weights);
  const plain = scaling.weights ? blockMoments(block, undefined) : weighted;
  return columnNames.map((name, column) => {
    const { mean, sd } = weighted[column]!;
    return quotient({ mean, sd: sd > 0 ? sd : plain[column]!.sd }, scaling, name);
  });
}

/** A slope's part in the spread of the intercept: its prior's scale and its column's mean. */
export interface SlopeSpread {
  readonly scale: number;
  readonly mean: number;
}

/** sqrt((2.5 s)^2 + Σ (slope scale · mean)^2), over common slopes with a default prior. */
export function interceptScale(
  spreads: readonly SlopeSpread[],
  { responseSd, byResponse, weightingText }: PriorScaling,
): ReasonedScale {
  const base = 2.5 * responseSd;
  let square = base * base;
  for (const { scale, mean } of spreads) square += scale * mean * (scale * mean);
  const scale = Math.sqrt(square);
  const first = byResponse ? `(2.5 · ${show(responseSd)})²` : "2.5²";
  const sum = spreads.length === 0 ? "" : " + Σ (slope scale · mean(x))²";
  return { scale, reason: `sqrt(${first}${sum}) = ${show(scale)}, rule of Bambi${weightingText}` };
}

/** The scale of the sd of a group slope: 2.5 s / sd(x). */
export function groupSlopeScale(
  column: Float64Array,
  name: string,
  scaling: PriorScaling,
): ReasonedScale | undefined {
  const moments = informativeMoments((weights) => columnMoments(column, weights), scaling.weights);
  return quotient(moments, { ...scaling, unitSlopes: false }, name);
}
