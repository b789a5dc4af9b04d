/** The posterior of a hierarchical model of margins as an engine samples it. */
import type { LogDensity } from "../../../../target/index.js";
import type { Margins } from "../margins.js";
import type { RowModel, VoteLikelihood } from "./row-model.js";
import type { UnitFrames } from "./unit-frames.js";

/** Hyperparameters are `reference + scale v`, scale lower triangular: `scale[row * count + column]`. */
export interface MarginsCoordinates {
  readonly frames: UnitFrames;
  readonly scale: Float64Array;
}

export interface MarginsDensity extends LogDensity {
  /** Writes hyperparameters, then `rates[(unit * groups + group) * outcomes + outcome]`. */
  place(position: Float64Array, into: Float64Array): void;
  readonly placed: number;
}

/** One position is v, then the coordinates u of every unit. */
export function openMarginsDensity(
  model: RowModel,
  likelihood: VoteLikelihood,
  margins: Margins,
  { frames, scale }: MarginsCoordinates,
): MarginsDensity {
  const { groups, outcomes, latents, hyperparameters } = model;
  const units = margins.sizes.length;
  const cells = groups * outcomes;
  const hyper = new Float64Array(hyperparameters);
  const hyperGradient = new Float64Array(hyperparameters);
  const derived = new Float64Array(model.derived);
  const rates = new Float64Array(cells);
  const slope = new Float64Array(cells);
  const modeRates = new Float64Array(cells);
  const z = new Float64Array(latents);
  const dz = new Float64Array(latents);
  const unused = new Float64Array(latents);
  const missed = new Float64Array(outcomes);
  const modes = Array.from({ length: units }, (_, unit) =>
    frames.mode.subarray(unit * latents, (unit + 1) * latents),
  );

  const readHyper = (position: Float64Array): void => {
    for (let i = 0; i < hyperparameters; i++) {
      let sum = frames.reference[i]!;
      for (let j = 0; j <= i; j++) sum += scale[i * hyperparameters + j]! * position[j]!;
      hyper[i] = sum;
    }
    model.prepare(hyper);
  };

  /** Writes z, and what its mean needs for the way back. */
  const readLatents = (position: Float64Array, unit: number): void => {
    model.enter(unit);
    model.rates(modes[unit]!, modeRates);
    for (let c = 0; c < outcomes; c++) {
      let share = -frames.shares[unit * outcomes + c]!;
      for (let r = 0; r < groups; r++)
        share += margins.composition[unit * groups + r]! * modeRates[r * outcomes + c]!;
      missed[c] = share;
    }
    const from = hyperparameters + unit * latents;
    for (let i = 0; i < latents; i++) {
      const row = unit * latents + i;
      let sum = frames.mode[row]!;
      for (let c = 0; c < outcomes; c++) sum -= frames.gain[row * outcomes + c]! * missed[c]!;
      for (let j = i; j < latents; j++)
        sum += frames.root[row * latents + j]! * position[from + j]!;
      z[i] = sum;
    }
  };

  /** From the slope in z to those in u, and through its mean to the hyperparameters. */
  const giveBack = (unit: number, gradient: Float64Array): void => {
    const from = hyperparameters + unit * latents;
    missed.fill(0);
    for (let i = 0; i < latents; i++) {
      const row = unit * latents + i;
      for (let j = i; j < latents; j++)
        gradient[from + j]! += frames.root[row * latents + j]! * dz[i]!;
      for (let c = 0; c < outcomes; c++) missed[c]! -= frames.gain[row * outcomes + c]! * dz[i]!;
    }
    for (let r = 0; r < groups; r++)
      for (let c = 0; c < outcomes; c++)
        slope[r * outcomes + c] = margins.composition[unit * groups + r]! * missed[c]!;
    model.pull(modes[unit]!, modeRates, slope, unused, derived);
  };

  return {
    dimension: hyperparameters + units * latents,
    placed: hyperparameters + units * cells,
    logDensityAndGradient(position, gradient) {
      gradient.fill(0);
      hyperGradient.fill(0);
      derived.fill(0);
      readHyper(position);
      let sum = model.logPrior(hyper, hyperGradient);
      for (let unit = 0; unit < units; unit++) {
        readLatents(position, unit);
        dz.fill(0);
        model.rates(z, rates);
        sum += model.density(z, dz, derived);
        sum += likelihood.evaluate(unit, rates, slope);
        model.pull(z, rates, slope, dz, derived);
        giveBack(unit, gradient);
      }
      model.finish(derived, hyperGradient);
      for (let i = 0; i < hyperparameters; i++)
        for (let j = 0; j <= i; j++)
          gradient[j]! += scale[i * hyperparameters + j]! * hyperGradient[i]!;
      return sum;
    },
    place(position, into) {
      readHyper(position);
      into.set(hyper);
      for (let unit = 0; unit < units; unit++) {
        readLatents(position, unit);
        model.rates(z, rates);
        into.set(rates, hyperparameters + unit * cells);
      }
    },
  };
}
