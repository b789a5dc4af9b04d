/** What a chain tells while it runs and at its end. */
import { addSeconds, type ChainState } from "./chain-state.js";
import { recordedDraws } from "./draw-recorder.js";
import { variancesOf } from "./metric.js";
import type { ChainProgress, ChainResult } from "./nuts-settings.js";

/** A chain reports after the first iteration that brings it this many leapfrog steps further. */
const reportEvery = 100;

/** Due every so many leapfrog steps, and once each phase is done. */
export function reportIsDue(state: ChainState, leapfrogs: number): boolean {
  const { tune, draws } = state.settings;
  const { iteration } = state.tally;
  state.unreportedLeapfrogs += leapfrogs;
  const phaseIsDone = iteration === tune || iteration === tune + draws;
  if (state.unreportedLeapfrogs < reportEvery && !phaseIsDone) return false;
  state.unreportedLeapfrogs = 0;
  return true;
}

export function progress(state: ChainState, stepSize: number): ChainProgress {
  const { settings, recorder, chain, tally } = state;
  const { iteration } = tally;
  const warming = iteration <= settings.tune;
  return {
    chain,
    phase: warming ? "warmup" : "sampling",
    iteration,
    total: settings.tune + settings.draws,
    divergences: recorder.divergences,
    stepSize,
    leapfrogsPerDraw: warming
      ? tally.warmupLeapfrogs / iteration
      : recorder.totalLeapfrogs / recorder.count,
  };
}

export function chainResult(
  state: ChainState,
  stepSize: number,
  interrupted: boolean,
): ChainResult {
  const { recorder, space, chain, tally } = state;
  addSeconds(state, tally.iteration > state.settings.tune ? "sampling" : "warmup");
  const { positions, ...record } = recordedDraws(recorder);
  const { warmupLeapfrogs, warmupDivergences, seconds } = tally;
  return {
    kind: "draws",
    positions,
    draws: recorder.count,
    statistics: {
      chain,
      stepSize,
      inverseMetric: variancesOf(space.metric),
      ...(space.metric.rank > 0 && { metricRank: space.metric.rank }),
      ...record,
      warmupLeapfrogs,
      warmupDivergences,
      seconds,
    },
    interrupted,
  };
}
