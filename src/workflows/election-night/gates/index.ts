/** What is watched during the night, and whether its forecast may be shown. */
export type { Decision, GateRequest } from "./decide.js";
export { decide } from "./decide.js";
export type { Coverage, Monitors } from "./monitors.js";
export { monitorNight, newlyReported } from "./monitors.js";
export type { GateSettings } from "./settings.js";
export { usualGates } from "./settings.js";
export { standardise, widest } from "./standardise.js";
