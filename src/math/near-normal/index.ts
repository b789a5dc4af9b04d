/** Densities near the normal, many at once; an index of its own, so that only what needs them loads it. */
export { openNormalIntegrals, type NormalIntegrals } from "./integrals.js";
export { openPairDraws, type PairDraws } from "./pair-draws.js";
