/**
 * The pipeline of 2019 as a night: least squares on past elections, the joint covariance of predictions (that of units'
 * own errors and that of the coefficients), a guard, and the conditional normal update.
 */
import { innerProduct } from "../../../math/index.js";
import type { NightUnit } from "../night.js";
import type { Forecaster } from "../replay/replay.js";
import { openDenseNight } from "./dense-night.js";
import { fitLeastSquares, meanCovariance } from "./least-squares.js";
import { guardCovariance } from "./positive-definite.js";
import type { UnitResiduals } from "./unit-residuals.js";

export interface PipelineNight {
  readonly units: readonly NightUnit[];
  readonly by: readonly string[];
  readonly levels: readonly number[];
  /** Columns of the past's predictors, an intercept among them, and its log ratios. */
  readonly pastColumns: readonly Float64Array[];
  readonly pastRatios: Float64Array;
  /** Tonight's predictors, a row for each unit. */
  readonly rows: readonly Float64Array[];
  /** Of tonight's units' own errors, row-major. */
  readonly covariance: Float64Array;
  /** Residuals that the covariance was estimated from, to say why it may not be positive definite. */
  readonly residuals: UnitResiduals;
  /** A stated sd of a shift of the whole state. */
  readonly shift: number;
  readonly draws: number;
  readonly seed: number;
}

export interface OpenedPipeline {
  readonly forecaster: Forecaster;
  /** What the guard had to say. */
  readonly message?: string;
}

export function openPipelineNight(night: PipelineNight): OpenedPipeline {
  const fit = fitLeastSquares(night.pastColumns, night.pastRatios);
  const mean = Float64Array.from(night.rows, (row) => innerProduct(row, fit.coefficients));
  const common = meanCovariance(fit, night.rows);
  const shift = night.shift * night.shift;
  const whole = night.covariance.map((value, place) => value + common[place]! + shift);
  const { covariance, message } = guardCovariance(whole, night.residuals, night.units.length);
  const { units, by, levels, draws, seed } = night;
  const forecaster = openDenseNight({ units, by, levels, mean, covariance, draws, seed });
  return { forecaster, ...(message !== undefined && { message }) };
}
