/** A short name of a model, its units and its seed. */
import type { EffectModel } from "./effects/effect-model.js";
import type { NightUnit } from "./night.js";

/** FNV-1a over the text's UTF-16 units, 32 bits, as 8 hexadecimal digits. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  }
  return hash.toString(16).padStart(8, "0");
}

export function hashNight(
  formula: string,
  units: readonly NightUnit[],
  model: EffectModel,
  { seed, draws }: { readonly seed: number; readonly draws: number },
): string {
  const { knownPrecision, scaleMean, scaleSd, degrees } = model;
  const numbers = [...knownPrecision, ...scaleMean, ...scaleSd, ...model.offset, degrees];
  const parts = [formula, JSON.stringify(units), numbers.join(), String(seed), String(draws)];
  return parts.map(fingerprint).slice(0, 3).join("") + fingerprint(parts.join("|"));
}
