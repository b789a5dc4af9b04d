/** What the module exports; the memory is the one that the host hands in. */
export { drawPairs } from "./draws";
export { centreSeries, integrateNormals, predictModes } from "./integrals";
