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

interface HashedOptions {
  readonly seed: number;
  readonly draws: number;
  readonly factor?: number;
  readonly baselineNoise?: number;
}

export function hashNight(
  formula: string,
  units: readonly NightUnit[],
  model: EffectModel,
  { seed, draws, factor = Infinity, baselineNoise = 0 }: HashedOptions,
): string {
  const { knownPrecision, scaleMean, scaleSd, degrees } = model;
  const numbers = [...knownPrecision, ...scaleMean, ...scaleSd, ...model.offset, degrees];
  const parts = [
    formula,
    JSON.stringify(units),
    numbers.join(),
    ...[seed, draws, factor, baselineNoise].map(String),
  ];
  return parts.map(fingerprint).slice(0, 3).join("") + fingerprint(parts.join("|"));
}
