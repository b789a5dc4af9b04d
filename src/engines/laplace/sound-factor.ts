/** P at any position: with the observed information, or without what is negative in it where that is not positive definite. */
import type { LatentSystem } from "./latent-system.js";

/** Factorises P for second derivatives that were evaluated at eta; false where there is no factor. */
export type SoundFactor = (eta: Float64Array, second: Float64Array) => boolean;

export function openSoundFactor(system: LatentSystem): SoundFactor {
  const { units } = system.target.likelihood;
  const softened = new Float64Array(system.secondCount);
  return (eta, second) => {
    if (system.factorise(second)) return true;
    if (units) units.writeExpectedSecond(eta, softened);
    else for (let i = 0; i < softened.length; i++) softened[i] = Math.min(0, second[i]!);
    return system.factorise(softened);
  };
}
