/** Whether fits to data from a model's own priors find the truth as often as they say. */
export { calibrate, type Calibration, type CalibrationOptions } from "./calibrate.js";
export type { CalibrationFit, FitSimulated } from "./calibration-fit.js";
export { calibrationLevel, judge, type JudgedQuantity } from "./judge.js";
