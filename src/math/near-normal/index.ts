/** Densities near the normal, many at once; an index of its own, so that only what draws from them loads it. */
export { openPairDraws, type PairDraws } from "./pair-draws.js";
