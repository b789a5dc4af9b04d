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

interface Workspace {
  readonly model: RowModel;
  readonly margins: Margins;
  readonly coordinates: MarginsCoordinates;
  readonly modes: readonly Float64Array[];
  readonly hyper: Float64Array;
  readonly hyperGradient: Float64Array;
  readonly derived: Float64Array;
  readonly rates: Float64Array;
  readonly slope: Float64Array;
  readonly modeRates: Float64Array;
  readonly z: Float64Array;
  readonly dz: Float64Array;
  readonly unused: Float64Array;
  /** Of shares at the mode from those at the reference, and the slope with respect to them. */
  readonly missed: Float64Array;
}

function openWorkspace(
  model: RowModel,
  margins: Margins,
  coordinates: MarginsCoordinates,
): Workspace {
  const { latents, hyperparameters } = model;
  const cells = model.groups * model.outcomes;
  return {
    model,
    margins,
    coordinates,
    modes: margins.units.map((_, unit) =>
      coordinates.frames.mode.subarray(unit * latents, (unit + 1) * latents),
    ),
    hyper: new Float64Array(hyperparameters),
    hyperGradient: new Float64Array(hyperparameters),
    derived: new Float64Array(model.derived),
    rates: new Float64Array(cells),
    slope: new Float64Array(cells),
    modeRates: new Float64Array(cells),
    z: new Float64Array(latents),
    dz: new Float64Array(latents),
    unused: new Float64Array(latents),
    missed: new Float64Array(model.outcomes),
  };
}

function readHyper({ model, hyper, coordinates }: Workspace, position: Float64Array): void {
  const { frames, scale } = coordinates;
  for (let i = 0; i < hyper.length; i++) {
    let sum = frames.reference[i]!;
    for (let j = 0; j <= i; j++) sum += scale[i * hyper.length + j]! * position[j]!;
    hyper[i] = sum;
  }
  model.prepare(hyper);
}

/** Writes z, and what its mean needs for the way back. */
function readLatents(work: Workspace, position: Float64Array, unit: number): void {
  const { model, margins, modes, modeRates, missed, z } = work;
  const { frames } = work.coordinates;
  const { groups, outcomes, latents } = model;
  model.enter(unit);
  model.rates(modes[unit]!, modeRates);
  for (let c = 0; c < outcomes; c++) {
    let share = -frames.shares[unit * outcomes + c]!;
    for (let r = 0; r < groups; r++)
      share += margins.composition[unit * groups + r]! * modeRates[r * outcomes + c]!;
    missed[c] = share;
  }
  const from = model.hyperparameters + unit * latents;
  for (let i = 0; i < latents; i++) {
    const row = unit * latents + i;
    let sum = frames.mode[row]!;
    for (let c = 0; c < outcomes; c++) sum -= frames.gain[row * outcomes + c]! * missed[c]!;
    for (let j = i; j < latents; j++) sum += frames.root[row * latents + j]! * position[from + j]!;
    z[i] = sum;
  }
}

/** From the slope in z to those in u, and through its mean to the hyperparameters. */
function giveBack(work: Workspace, unit: number, gradient: Float64Array): void {
  const { model, margins, modes, modeRates, missed, dz, slope } = work;
  const { frames } = work.coordinates;
  const { groups, outcomes, latents } = model;
  const from = model.hyperparameters + unit * latents;
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
  model.pull(modes[unit]!, modeRates, slope, work.unused, work.derived);
}

/** One position is v, then the coordinates u of every unit. */
export function openMarginsDensity(
  model: RowModel,
  likelihood: VoteLikelihood,
  margins: Margins,
  coordinates: MarginsCoordinates,
): MarginsDensity {
  const work = openWorkspace(model, margins, coordinates);
  const { hyper, hyperGradient, derived, rates, slope, z, dz } = work;
  const { scale } = coordinates;
  const count = hyper.length;
  const units = margins.sizes.length;
  return {
    dimension: count + units * model.latents,
    placed: count + units * rates.length,
    logDensityAndGradient(position, gradient) {
      gradient.fill(0);
      hyperGradient.fill(0);
      derived.fill(0);
      readHyper(work, position);
      let sum = model.logPrior(hyper, hyperGradient);
      for (let unit = 0; unit < units; unit++) {
        readLatents(work, position, unit);
        dz.fill(0);
        model.rates(z, rates);
        sum += model.density(z, dz, derived);
        sum += likelihood.evaluate(unit, rates, slope);
        model.pull(z, rates, slope, dz, derived);
        giveBack(work, unit, gradient);
      }
      model.finish(derived, hyperGradient);
      for (let i = 0; i < count; i++)
        for (let j = 0; j <= i; j++) gradient[j]! += scale[i * count + j]! * hyperGradient[i]!;
      return sum;
    },
    place(position, into) {
      readHyper(work, position);
      into.set(hyper);
      for (let unit = 0; unit < units; unit++) {
        readLatents(work, position, unit);
        model.rates(z, rates);
        into.set(rates, count + unit * rates.length);
      }
    },
  };
}
