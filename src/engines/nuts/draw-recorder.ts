/** Keeps the draws of one chain, draw by draw, in arrays that grow. */
import {
  copyDraws,
  divergencesWithin,
  maxDivergentPositions,
  openDrawRecord,
  sliceDraws,
  type DrawRecord,
} from "./draw-record.js";
import type { PhasePoint } from "./phase-point.js";
import type { TransitionOutcome } from "./trajectory.js";

/** What positions are kept as: those of the target, or others that follow from them. */
export interface KeptPlace {
  readonly dimension: number;
  /** `draw` counts from 0; of divergent positions it is the number of the divergence. */
  keep(position: Float64Array, draw: number, into: Float64Array): void;
}

export interface DrawRecorder {
  readonly kept: KeptPlace;
  /** The position that is kept next. */
  readonly place: Float64Array;
  count: number;
  divergences: number;
  totalLeapfrogs: number;
  /** Longer than the count; another one when it is full. */
  room: DrawRecord;
  readonly divergentPositions: Float64Array[];
}

const firstRoom = 1000;

export function openDrawRecorder(draws: number, kept: KeptPlace): DrawRecorder {
  return {
    kept,
    place: new Float64Array(kept.dimension),
    count: 0,
    divergences: 0,
    totalLeapfrogs: 0,
    room: openDrawRecord(Math.min(draws, firstRoom), kept.dimension),
    divergentPositions: [],
  };
}

function makeRoom(recorder: DrawRecorder, draws: number): void {
  const { room, kept } = recorder;
  if (room.divergent.length >= draws) return;
  recorder.room = openDrawRecord(Math.max(draws, 2 * room.divergent.length), kept.dimension);
  copyDraws(room, recorder.room, 0);
}

export function recordDraw(
  recorder: DrawRecorder,
  point: PhasePoint,
  outcome: TransitionOutcome,
  divergenceStart: Float64Array,
): void {
  const draw = recorder.count++;
  makeRoom(recorder, recorder.count);
  const { room, kept, place } = recorder;
  const { dimension } = kept;
  kept.keep(point.position, draw, place);
  room.positions.set(place, draw * dimension);
  room.logDensity[draw] = point.logDensity;
  room.acceptance[draw] = outcome.acceptance;
  room.energy[draw] = outcome.energy;
  room.treeDepth[draw] = outcome.depth;
  room.leapfrogs[draw] = outcome.leapfrogs;
  recorder.totalLeapfrogs += outcome.leapfrogs;
  if (!outcome.divergent) return;
  room.divergent[draw] = 1;
  const divergence = recorder.divergences++;
  if (divergence < maxDivergentPositions) {
    const start = new Float64Array(dimension);
    kept.keep(divergenceStart, divergence, start);
    recorder.divergentPositions.push(start);
  }
}

/** Puts the draws of an earlier run into an empty recorder. */
export function recallDraws(recorder: DrawRecorder, record: DrawRecord): void {
  const draws = record.divergent.length;
  makeRoom(recorder, draws);
  copyDraws(record, recorder.room, 0);
  recorder.count = draws;
  recorder.divergences = divergencesWithin(record.divergent, draws);
  recorder.totalLeapfrogs = record.leapfrogs.reduce((sum, count) => sum + count, 0);
  recorder.divergentPositions.push(...record.divergentPositions);
}

/** The draws since draw `from`, or all. */
export function recordedDraws(recorder: DrawRecorder, from = 0): DrawRecord {
  const { room, divergentPositions, count, kept } = recorder;
  return sliceDraws({ ...room, divergentPositions }, from, count, kept.dimension);
}
