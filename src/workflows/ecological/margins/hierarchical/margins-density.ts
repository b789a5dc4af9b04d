/** The posterior of a hierarchical model of margins as an engine samples it. */
import type { LogDensity } from "../../../../target/index.js";
import type { Margins } from "../margins.js";
import type { RowModel, VoteLikelihood } from "./row-model.js";

/** Hyperparameters are `reference + scale v`, scale lower triangular: `scale[row * count + column]`. */
export interface MarginsCoordinates {
  readonly reference: Float64Array;
  readonly scale: Float64Array;
}

export interface MarginsDensity extends LogDensity {
  /** Writes hyperparameters, then `rates[(unit * groups + group) * outcomes + outcome]`. */
  place(position: Float64Array, into: Float64Array): void;
  readonly placed: number;
}

function readHyper(
  model: RowModel,
  { reference, scale }: MarginsCoordinates,
  position: Float64Array,
  hyper: Float64Array,
): void {
  for (let i = 0; i < hyper.length; i++) {
    let sum = reference[i]!;
    for (let j = 0; j <= i; j++) sum += scale[i * hyper.length + j]! * position[j]!;
    hyper[i] = sum;
  }
  model.prepare(hyper);
}

/** One position is v, then the coordinates u of every unit. */
export function openMarginsDensity(
  model: RowModel,
  likelihood: VoteLikelihood,
  margins: Margins,
  coordinates: MarginsCoordinates,
): MarginsDensity {
  const { latents, hyperparameters: count } = model;
  const map = model.latentMap(coordinates.reference);
  const units = margins.sizes.length;
  const hyper = new Float64Array(count);
  const hyperGradient = new Float64Array(count);
  const derived = new Float64Array(model.derived);
  const rates = new Float64Array(model.groups * model.outcomes);
  const slope = new Float64Array(rates.length);
  const z = new Float64Array(latents);
  const dz = new Float64Array(latents);
  const ofUnit = (position: Float64Array, unit: number): Float64Array =>
    position.subarray(count + unit * latents, count + (unit + 1) * latents);
  return {
    dimension: count + units * latents,
    placed: count + units * rates.length,
    logDensityAndGradient(position, gradient) {
      gradient.fill(0);
      hyperGradient.fill(0);
      derived.fill(0);
      readHyper(model, coordinates, position, hyper);
      let sum = model.logPrior(hyper, hyperGradient);
      for (let unit = 0; unit < units; unit++) {
        model.enter(unit);
        const u = ofUnit(position, unit);
        sum += map.place(unit, u, z);
        dz.fill(0);
        model.rates(z, rates);
        sum += model.density(z, dz, derived);
        sum += likelihood.evaluate(unit, rates, slope);
        model.pull(z, rates, slope, dz, derived);
        map.giveBack(unit, u, dz, ofUnit(gradient, unit), derived);
      }
      model.finish(derived, hyperGradient);
      for (let i = 0; i < count; i++)
        for (let j = 0; j <= i; j++)
          gradient[j]! += coordinates.scale[i * count + j]! * hyperGradient[i]!;
      return sum;
    },
    place(position, into) {
      readHyper(model, coordinates, position, hyper);
      into.set(hyper);
      for (let unit = 0; unit < units; unit++) {
        model.enter(unit);
        map.place(unit, ofUnit(position, unit), z);
        model.rates(z, rates);
        into.set(rates, count + unit * rates.length);
      }
    },
  };
}
