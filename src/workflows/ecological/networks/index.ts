/** Networks on totals as fits: trained, judged, and asked. */
export { chosenEpoch, fitNetwork, restartsOf } from "./fit-network.js";
export type { NetworkFit } from "./network-fit.js";
export { votesOfNetwork } from "./votes-of-network.js";
