/** Pathfinder: normals along the paths of an optimiser. */
export { followPath, type Path } from "./path.js";
export { pathfinder } from "./pathfinder.js";
export { defaultPathfinderSettings, type PathfinderSettings } from "./pathfinder-settings.js";
export { startingPoint } from "./starting-point.js";
export { separateModes, type Mode } from "./separate-modes.js";
