/**
 * Whether every parameter has enough effective draws, asked at lengths of the chains that are fixed
 * beforehand: the answer depends on the draws alone, and not on when they came or from which thread.
 */
import type { ChainBlock } from "../../engines/nuts/index.js";
import type { ReportedParameter } from "../../target/index.js";
import { convergenceOf, openDrawMeasures } from "../diagnostics/index.js";
import { parameterDraws } from "../draws.js";
import type { Draws, FewestEffectiveDraws } from "../posterior.js";

export interface EssGoal {
  /** Takes draws of a chain in their order; true once a length was found that is enough. */
  add(block: Pick<ChainBlock, "chain" | "record">): boolean;
  /** Draws per chain that are enough, when they are there. */
  readonly enough: number | undefined;
}

/** How kept positions are read. */
export interface PositionReport {
  readonly dimension: number;
  readonly report: (position: Float64Array, values: Float64Array) => void;
}

const firstLength = 100;

/** 100, 200, ..., 1,000, 1,100, 1,300: a tenth longer each time, in hundreds. */
function nextLength(length: number): number {
  return Math.max(length + firstLength, Math.ceil((1.1 * length) / firstLength) * firstLength);
}

/** The lesser of bulk and tail; NaN for a constant. */
function essOf(draws: Draws, parameter: number, measures: ReturnType<typeof openDrawMeasures>) {
  const { essBulk, essTail } = convergenceOf(parameterDraws(draws, parameter), measures);
  return Math.min(essBulk, essTail);
}

/** Over all parameters that vary; undefined where none does. */
export function fewestEffectiveDraws(draws: Draws): FewestEffectiveDraws | undefined {
  const measures = openDrawMeasures(draws.chains, draws.drawsPerChain);
  let fewest: FewestEffectiveDraws | undefined;
  for (const [place, { name }] of draws.parameters.entries()) {
    const ess = essOf(draws, place, measures);
    if (ess < (fewest?.draws ?? Infinity)) fewest = { draws: ess, parameter: name };
  }
  return fewest;
}

/** Values of all parameters, draw by draw, in an array that grows. */
interface Reported {
  values: Float64Array;
  draws: number;
}

function makeRoom(reported: Reported, length: number): void {
  if (reported.values.length >= length) return;
  const values = new Float64Array(Math.max(length, 2 * reported.values.length));
  values.set(reported.values);
  reported.values = values;
}

function appendDraws(
  reported: Reported,
  positions: Float64Array,
  width: number,
  read: PositionReport,
): void {
  const { dimension } = read;
  const added = positions.length / dimension;
  makeRoom(reported, (reported.draws + added) * width);
  for (let draw = 0; draw < added; draw++) {
    const at = reported.draws++ * width;
    read.report(
      positions.subarray(draw * dimension, (draw + 1) * dimension),
      reported.values.subarray(at, at + width),
    );
  }
}

export function openEssGoal(
  parameters: readonly ReportedParameter[],
  chains: number,
  goal: number,
  read: PositionReport,
): EssGoal {
  const reported = Array.from({ length: chains }, (): Reported => ({
    values: new Float64Array(0),
    draws: 0,
  }));
  let length = firstLength;
  let enough: number | undefined;
  /** Where the last length fell short: most likely the next does there too. */
  let worst = 0;

  const firstDraws = (drawsPerChain: number): Draws => {
    const size = drawsPerChain * parameters.length;
    const values = new Float64Array(chains * size);
    reported.forEach((chain, at) => values.set(chain.values.subarray(0, size), at * size));
    return { parameters, chains, drawsPerChain, values };
  };
  const isEnough = (draws: Draws): boolean => {
    const measures = openDrawMeasures(chains, draws.drawsPerChain);
    let varying = 0;
    for (let step = 0; step < parameters.length; step++) {
      const place = (worst + step) % parameters.length;
      const ess = essOf(draws, place, measures);
      if (Number.isNaN(ess)) continue;
      varying++;
      if (ess >= goal) continue;
      worst = place;
      return false;
    }
    return varying > 0;
  };
  return {
    add({ chain, record }) {
      if (enough !== undefined) return true;
      appendDraws(reported[chain]!, record.positions, parameters.length, read);
      const shortest = Math.min(...reported.map(({ draws }) => draws));
      for (; enough === undefined && length <= shortest; length = nextLength(length))
        if (isEnough(firstDraws(length))) enough = length;
      return enough !== undefined;
    },
    get enough() {
      return enough;
    },
  };
}
