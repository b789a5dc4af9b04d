/** One fit of simulated-data calibration: what became of it and where the truth stood. */
import type { CompiledModel } from "../../compiler/index.js";
import { openStream } from "../../math/index.js";
import {
  isInferenceFailure,
  untrustworthy,
  type InferenceFailure,
  type Posterior,
} from "../../posterior/index.js";
import { rankedQuantities } from "./quantities.js";
import { placesOfTruth } from "./rank-truth.js";
import { openSimulation, type SimulatedData } from "./simulate-data.js";

/** Fits a model of simulated data; rejects with an `InferenceFailure` where it cannot. */
export type FitSimulated = (model: CompiledModel, seed: number) => Promise<Posterior>;

export interface CalibrationFit {
  readonly index: number;
  /** Flagged: the fit itself says that it is not to be trusted. Failed: there is none. */
  readonly outcome: "sound" | "flagged" | "failed";
  /** Codes of the fit's warnings and errors. */
  readonly codes: readonly string[];
  /** Data sets that had to be drawn again. */
  readonly refused: number;
  /** One for each quantity, uniform on (0, 1) where the fit is calibrated. */
  readonly places: readonly number[];
}

const largestSeed = 0x7fffffff;

/** A fit that gives no answer has missed every truth, on a side by chance. */
function missed(
  { diagnostics }: InferenceFailure,
  count: number,
  uniform: () => number,
): Pick<CalibrationFit, "outcome" | "codes" | "places"> {
  return {
    outcome: "failed",
    codes: diagnostics.map(({ code }) => code),
    places: Array.from({ length: count }, () => (uniform() < 0.5 ? 0 : 1)),
  };
}

/** Opens the fits of a model, the i-th with random numbers of its own whatever was run before. */
export function openCalibrationFits(
  model: CompiledModel,
  seed: number,
  fit: FitSimulated,
): (index: number) => Promise<CalibrationFit> {
  const simulate = openSimulation(model, seed);
  const quantities = rankedQuantities(model);
  return async (index) => {
    const simulated: SimulatedData = simulate(index);
    const random = openStream(seed, "sbc ranks", index);
    const { refused } = simulated;
    const ofEngine = Math.floor(random.uniform() * largestSeed);
    try {
      const posterior = await fit(simulated.model, ofEngine);
      const { diagnostics } = posterior;
      return {
        index,
        outcome: untrustworthy(diagnostics) ? "flagged" : "sound",
        codes: diagnostics.flatMap(({ code, severity }) => (severity === "note" ? [] : [code])),
        refused,
        places: placesOfTruth(posterior, simulated, quantities, random),
      };
    } catch (error) {
      if (!isInferenceFailure(error)) throw error;
      return { index, refused, ...missed(error, quantities.length, () => random.uniform()) };
    }
  };
}
