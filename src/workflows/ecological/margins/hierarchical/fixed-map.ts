/** Latents that follow the hyperparameters by their conditional mean, on the scale that they have at a reference. */
import type { Margins } from "../margins.js";
import type { LatentMap } from "./latent-map.js";
import type { RowModel } from "./row-model.js";
import { openFrames } from "./unit-frames.js";

/**
 * z = mode - gain (share(h, mode) - share(reference, mode)) + root u, with the frames of the reference; the map is
 * exact, as the root does not depend on h.
 */
export function fixedMap(model: RowModel, margins: Margins, reference: Float64Array): LatentMap {
  const frames = openFrames(model, margins, reference);
  const { groups, outcomes, latents } = model;
  const rates = new Float64Array(groups * outcomes);
  const slopes = new Float64Array(groups * outcomes);
  const unused = new Float64Array(latents);
  const missed = new Float64Array(outcomes);
  const modes = margins.units.map((_, unit) =>
    frames.mode.subarray(unit * latents, (unit + 1) * latents),
  );
  return {
    place(unit, u, z) {
      model.rates(modes[unit]!, rates);
      for (let c = 0; c < outcomes; c++) {
        let share = -frames.shares[unit * outcomes + c]!;
        for (let r = 0; r < groups; r++)
          share += margins.composition[unit * groups + r]! * rates[r * outcomes + c]!;
        missed[c] = share;
      }
      for (let i = 0; i < latents; i++) {
        const row = unit * latents + i;
        let sum = frames.mode[row]!;
        for (let c = 0; c < outcomes; c++) sum -= frames.gain[row * outcomes + c]! * missed[c]!;
        for (let j = i; j < latents; j++) sum += frames.root[row * latents + j]! * u[j]!;
        z[i] = sum;
      }
      return 0;
    },
    giveBack(unit, _u, slope, intoU, intoDerived) {
      missed.fill(0);
      for (let i = 0; i < latents; i++) {
        const row = unit * latents + i;
        for (let j = i; j < latents; j++) intoU[j]! += frames.root[row * latents + j]! * slope[i]!;
        for (let c = 0; c < outcomes; c++)
          missed[c]! -= frames.gain[row * outcomes + c]! * slope[i]!;
      }
      for (let r = 0; r < groups; r++)
        for (let c = 0; c < outcomes; c++)
          slopes[r * outcomes + c] = margins.composition[unit * groups + r]! * missed[c]!;
      model.rates(modes[unit]!, rates);
      model.pull(modes[unit]!, rates, slopes, unused, intoDerived);
    },
  };
}
