/** Sensitivity of posteriors to their priors. */
export { openPowerScaling, type ScaledPart } from "./power-scaling.js";
export {
  measureSensitivity,
  sensitivityTable,
  type ParameterSensitivity,
  type Sensitivity,
} from "./sensitivity.js";
