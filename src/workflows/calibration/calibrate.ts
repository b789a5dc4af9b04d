/**
 * Simulation-based calibration (Talts et al. 2018; Modrák et al. 2023): where a model's parameters come
 * from its priors and its data from these, the truth is uniformly ranked in the posterior.
 */
import type { CompiledModel } from "../../compiler/index.js";
import { inferenceFailure, type ResultTable } from "../../posterior/index.js";
import { openCalibrationFits, type CalibrationFit, type FitSimulated } from "./calibration-fit.js";
import { calibrationTable } from "./calibration-table.js";
import { diagnoseCalibration } from "./diagnose-calibration.js";
import { judge, type JudgedQuantity } from "./judge.js";
import { rankedQuantities } from "./quantities.js";
import { checkSimulable } from "./simulate-data.js";
import type { Diagnostic } from "../../diagnostics/index.js";

export interface CalibrationOptions {
  /** Data sets, each with its fit. */
  readonly fits: number;
  readonly seed: number;
  /** Of the engine, for titles. */
  readonly engine: string;
  readonly fit: FitSimulated;
  /** Once aborted, the fits that are done are judged. */
  readonly signal?: AbortSignal | undefined;
  readonly onFit?: ((fit: CalibrationFit) => void) | undefined;
}

export interface Calibration {
  readonly quantities: readonly JudgedQuantity[];
  /** In order; fewer than asked for where the run was stopped. */
  readonly fits: readonly CalibrationFit[];
  readonly table: ResultTable;
  readonly diagnostics: readonly Diagnostic[];
}

/** Fewer fits than this cannot show anything. */
const fewestFits = 10;

async function runFits(
  model: CompiledModel,
  { fits, seed, fit, signal, onFit }: CalibrationOptions,
): Promise<readonly CalibrationFit[]> {
  const runFit = openCalibrationFits(model, seed, fit);
  const done: CalibrationFit[] = [];
  for (let index = 0; index < fits; index++) {
    const one = await runFit(index);
    // The fit that a signal interrupts is not that of its data.
    if (signal?.aborted === true) break;
    done.push(one);
    onFit?.(one);
  }
  return done;
}

/**
 * Rejects with an `InferenceFailure` where a prior is improper, no data can be simulated, or the run
 * was stopped before there was anything to judge. The same seed gives the same answer everywhere.
 */
export async function calibrate(
  model: CompiledModel,
  options: CalibrationOptions,
): Promise<Calibration> {
  checkSimulable(model);
  const fits = await runFits(model, options);
  const { name } = model.spec;
  if (fits.length < Math.min(fewestFits, options.fits))
    throw inferenceFailure([
      {
        code: "nothing-drawn",
        severity: "error",
        message: `the calibration of ${name} was stopped before it had ${fewestFits} fits, so nothing is kept`,
      },
    ]);
  const quantities = judge(
    rankedQuantities(model).map((quantity) => quantity.name),
    fits,
  );
  const evidence = { name, quantities, fits, asked: options.fits, engine: options.engine };
  const diagnostics = diagnoseCalibration(evidence);
  return { quantities, fits, diagnostics, table: calibrationTable(evidence) };
}
