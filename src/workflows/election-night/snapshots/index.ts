/** Snapshots of a night and what they are made of. */
export { calibrateNight } from "./calibrate.js";
export type { PastSnapshot } from "./read-document.js";
export { readSnapshot } from "./read-document.js";
export type { AreaChange, MovedUnit } from "./changes.js";
export { levelName, snapshotDocument } from "./document.js";
export type { Snapshot } from "./snapshot.js";
export type { Forecasted, NightSettings, TakenSnapshot } from "./take-snapshot.js";
export { forecastOf, takeSnapshot } from "./take-snapshot.js";
