/** The typed table of structured latent effects, by the names that formulas write. */
import { autoregressive } from "./autoregressive.js";
import type { EffectName, LatentEffect, TermEffectName } from "./effect.js";
import { iid } from "./iid.js";
import { knownCovariance } from "./known-covariance.js";
import { besag, bym2 } from "./neighbourhoods.js";
import { firstOrderWalk, secondOrderWalk } from "./random-walks.js";

export const effects: Readonly<Record<TermEffectName, LatentEffect>> = {
  iid,
  rw1: firstOrderWalk,
  rw2: secondOrderWalk,
  ar1: autoregressive,
  besag,
  bym2,
};

/** An effect that formulas may call. */
export function findEffect(name: string): LatentEffect | undefined {
  return Object.hasOwn(effects, name) ? effects[name as TermEffectName] : undefined;
}

export function effectNamed(name: EffectName): LatentEffect {
  return name === "covariance" ? knownCovariance : effects[name];
}

export { knownCovariance };

export type { EffectInputs, EffectName, EffectShape, LatentEffect, NodeKind } from "./effect.js";
export {
  nullSpaceOf,
  type EffectStructure,
  type StructureComponent,
  type StructureForm,
} from "./effect-structure.js";
export { identityMatrix } from "./identity-matrix.js";
