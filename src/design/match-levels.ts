/** Which levels a column has, and where they stand among the levels that the fit knows. */
import type { FactorValue } from "./formula-value.js";

/** The levels that at least one row has, in the factor's order. */
export function occurringLevels({
  codes,
  levels,
}: Pick<FactorValue, "codes" | "levels">): readonly string[] {
  const occurs = new Uint8Array(levels.length);
  let found = 0;
  for (let row = 0; row < codes.length && found < levels.length; row++) {
    const code = codes[row]!;
    if (occurs[code] === 0) found++;
    occurs[code] = 1;
  }
  return found === levels.length ? levels : levels.filter((_, code) => occurs[code] === 1);
}

export interface MatchedLevels {
  /** Position among the known levels; −1 − k for the k-th unknown level. */
  readonly codes: Int32Array;
  /** Unknown levels that occur, in order of first occurrence. */
  readonly unknown: readonly string[];
}

/** Finds a level among known ones: text matches exactly, otherwise equal numbers do ("0.50" and 0.5). */
export function levelFinder(known: readonly string[]): (level: string) => number | undefined {
  const byText = new Map(known.map((level, code) => [level, code]));
  const numbers = known.map((level): [number, number] => [
    level.trim() === "" ? NaN : Number(level),
    byText.get(level)!,
  ]);
  const byNumber = new Map(numbers.filter(([value]) => !Number.isNaN(value)));
  return (level) =>
    byText.get(level) ?? (level.trim() === "" ? undefined : byNumber.get(Number(level)));
}

function sameLevels(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((level, code) => level === right[code]);
}

/** The codes of a factor in terms of the known levels. */
export function matchLevels(factor: FactorValue, known: readonly string[]): MatchedLevels {
  if (sameLevels(factor.levels, known)) return { codes: factor.codes, unknown: [] };
  const find = levelFinder(known);
  const matched = factor.levels.map(find);
  const unknown = new Map<number, number>();
  const codes = new Int32Array(factor.codes.length);
  for (let row = 0; row < codes.length; row++) {
    const code = factor.codes[row]!;
    const match = matched[code];
    if (match === undefined && !unknown.has(code)) unknown.set(code, unknown.size);
    codes[row] = match ?? -1 - unknown.get(code)!;
  }
  return { codes, unknown: Array.from(unknown.keys(), (code) => factor.levels[code]!) };
}
