/** A simulated state with past elections and an election night whose result is known. */
export { simulateNight, type SimulatedNight } from "./simulate-night.js";
export { checkNight, usualNight, type NightSettings } from "./settings.js";
export { unitCovariance, unitMean } from "./unit-covariance.js";
export { scoreMeans } from "./settings.js";
export type { Places } from "./draw-places.js";
