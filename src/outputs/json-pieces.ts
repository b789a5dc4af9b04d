/** JSON as Python reads and writes it, piece by piece: numbers keep every digit, NaN and infinities stay numbers. */

/** Texts escape whatever is not plain, so that none can turn a line around or end a script. */
export function jsonString(text: string): string {
  return JSON.stringify(text).replaceAll(
    /[\u007f-\u009f\u2028-\u202e\u2066-\u2069<]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

export const jsonNumbers = (values: Iterable<number>): string =>
  `[${Array.from(values).join(",")}]`;

export const jsonStrings = (texts: readonly string[]): string =>
  `[${texts.map(jsonString).join(",")}]`;

export const jsonList = (items: readonly string[]): string => `[${items.join(",")}]`;

/** Values that are JSON already, one a line. */
export const jsonRecord = (entries: Iterable<readonly [string, string]>): string =>
  `{${Array.from(entries, ([key, value]) => `${jsonString(key)}:${value}`).join(",\n")}}`;
