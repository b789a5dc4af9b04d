/** `sbc` for programs: whether an engine is calibrated for a model, with the words of the verb. */
import type { CompiledModel } from "../compiler/index.js";
import { fit, type FitOptions } from "./library-fit.js";
import {
  calibrate,
  type Calibration,
  type CalibrationFit,
} from "../workflows/calibration/index.js";

/** What `fit` takes, for every fit; its seed is that of the whole calibration. */
export interface SbcOptions extends Omit<FitOptions, "onProgress" | "engine"> {
  /** 200 by default. */
  readonly fits?: number;
  readonly engine?: Exclude<FitOptions["engine"], undefined>;
  /** Called after each fit. */
  readonly onFit?: (fit: CalibrationFit) => void;
}

/** Independent draws that a rank rests on, about. */
const draws = 400;
/** By chain, of two. */
const nutsDefaults = { chains: 2, draws: draws / 2 };

/**
 * Draws parameters from the priors and responses from these in the model's own design, fits each data
 * set, and tests whether the truths are uniformly ranked in their posteriors.
 */
export function sbc(model: CompiledModel, options: SbcOptions = {}): Promise<Calibration> {
  const { fits = 200, seed = 1, onFit, engine = "nuts", ...given } = options;
  const settings = engine === "nuts" ? { ...nutsDefaults, ...given } : { draws, ...given };
  return calibrate(model, {
    fits,
    seed,
    engine,
    fit: (simulated, ofEngine) => fit(simulated, { ...settings, engine, seed: ofEngine }),
    onFit,
    signal: given.signal,
  });
}
