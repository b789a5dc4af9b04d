/** Units' latents given their votes, as they are at a reference: mode and scale, by Laplace's method. */
import { cholesky, solveCholesky, solveLowerTransposed } from "../../../../math/index.js";
import type { Margins } from "../margins.js";
import type { RowModel } from "./row-model.js";

/**
 * Of a unit at the reference hyperparameters: with J the slope of its shares in its latents, W = n / share,
 * and S = (I + J'WJ)^-1, latents are about N(mode, S), S = root root'.
 */
export interface UnitFrames {
  /** `mode[unit * latents + latent]`. */
  readonly mode: Float64Array;
  /** Shares of the outcomes at the mode: `shares[unit * outcomes + outcome]`. */
  readonly shares: Float64Array;
  /** S J'W: `gain[(unit * latents + latent) * outcomes + outcome]`. */
  readonly gain: Float64Array;
  /** `root[(unit * latents + row) * latents + column]`, upper triangular. */
  readonly root: Float64Array;
}

interface Slopes {
  readonly share: Float64Array;
  /** `slopes[outcome * latents + latent]`. */
  readonly slopes: Float64Array;
}

function slopesOf(model: RowModel, x: Float64Array, latents: Float64Array): Slopes {
  const { groups, outcomes } = model;
  const rates = new Float64Array(groups * outcomes);
  model.rates(latents, rates);
  const share = new Float64Array(outcomes);
  const slopes = new Float64Array(outcomes * model.latents);
  const slope = new Float64Array(groups * outcomes);
  const unused = new Float64Array(model.derived);
  for (let outcome = 0; outcome < outcomes; outcome++) {
    slope.fill(0);
    for (let group = 0; group < groups; group++) {
      share[outcome]! += x[group]! * rates[group * outcomes + outcome]!;
      slope[group * outcomes + outcome] = x[group]!;
    }
    const into = slopes.subarray(outcome * model.latents, (outcome + 1) * model.latents);
    model.pull(latents, rates, slope, into, unused);
  }
  return { share, slopes };
}

/** Shares are taken to be at least this where they divide. */
const leastShare = 1e-4;

interface UnitData {
  readonly x: Float64Array;
  readonly t: Float64Array;
  readonly size: number;
}

/** I + J'WJ. */
function precisionOf({ share, slopes }: Slopes, size: number, latents: number): Float64Array {
  const precision = new Float64Array(latents * latents);
  for (let i = 0; i < latents; i++) {
    precision[i * latents + i] = 1;
    for (let j = 0; j <= i; j++)
      for (const [outcome, value] of share.entries())
        precision[i * latents + j]! +=
          (size / Math.max(value, leastShare)) *
          slopes[outcome * latents + i]! *
          slopes[outcome * latents + j]!;
  }
  return precision;
}

const steps = 12;
const longestStep = 1.5;

/** Gauss-Newton steps to the latents that are most probable given the unit's votes. */
function findMode(model: RowModel, { x, t, size }: UnitData, latents: Float64Array): void {
  const count = model.latents;
  for (let step = 0; step < steps; step++) {
    const found = slopesOf(model, x, latents);
    const factor = cholesky(precisionOf(found, size, count), count)!;
    const move = latents.map((value) => -value);
    for (const [outcome, share] of found.share.entries()) {
      const pull = (size * (t[outcome]! - share)) / Math.max(share, leastShare);
      for (let i = 0; i < count; i++) move[i]! += found.slopes[outcome * count + i]! * pull;
    }
    solveCholesky(factor, count, move);
    const length = Math.max(...move.map(Math.abs));
    const part = Math.min(1, longestStep / length);
    for (let i = 0; i < count; i++) latents[i]! += part * move[i]!;
    if (length < 1e-6) return;
  }
}

/** Frames of all units at hyperparameters near the posterior's. */
export function openFrames(model: RowModel, margins: Margins, reference: Float64Array): UnitFrames {
  const { sizes, composition, votes } = margins;
  const { groups, outcomes, latents } = model;
  const mode = new Float64Array(sizes.length * latents);
  const shares = new Float64Array(sizes.length * outcomes);
  const gain = new Float64Array(mode.length * outcomes);
  const root = new Float64Array(mode.length * latents);
  model.prepare(reference);
  for (const [unit, size] of sizes.entries()) {
    model.enter(unit);
    const x = composition.subarray(unit * groups, (unit + 1) * groups);
    const t = votes.subarray(unit * outcomes, (unit + 1) * outcomes).map((count) => count / size);
    const own = mode.subarray(unit * latents, (unit + 1) * latents);
    findMode(model, { x, t, size }, own);
    const found = slopesOf(model, x, own);
    shares.set(found.share, unit * outcomes);
    const factor = cholesky(precisionOf(found, size, latents), latents)!;
    for (const [outcome, share] of found.share.entries()) {
      const column = found.slopes.slice(outcome * latents, (outcome + 1) * latents);
      solveCholesky(factor, latents, column);
      for (let i = 0; i < latents; i++)
        gain[(unit * latents + i) * outcomes + outcome] =
          (column[i]! * size) / Math.max(share, leastShare);
    }
    for (let column = 0; column < latents; column++) {
      const unitVector = new Float64Array(latents);
      unitVector[column] = 1;
      solveLowerTransposed(factor, latents, unitVector);
      for (let i = 0; i < latents; i++) {
        root[(unit * latents + i) * latents + column] = unitVector[i]!;
      }
    }
  }
  return { mode, shares, gain, root };
}
