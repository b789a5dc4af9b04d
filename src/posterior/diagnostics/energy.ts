/** E-BFMI: whether the momenta move the chain through its energy levels fast enough. */
import { variance } from "./chain-draws.js";

/** Mean squared change of energy over its variance, for one chain; small values mean slow mixing. */
export function energyFractionOfMissingInformation(energy: Float64Array): number {
  let squares = 0;
  for (let i = 1; i < energy.length; i++) squares += (energy[i]! - energy[i - 1]!) ** 2;
  return squares / (energy.length - 1) / variance(energy);
}
