/** Makes text from data files harmless on a terminal: nothing in it can move the cursor or colour. */

// Control characters of both sets, and the marks that reorder or hide neighbouring text.
const unprintable =
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff]/gu;

const shortEscapes: Readonly<Record<string, string>> = { "\t": "\\t", "\n": "\\n", "\r": "\\r" };

function escapeCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  const long = code > 0xff ? `\\u${hex.padStart(4, "0")}` : `\\x${hex.padStart(2, "0")}`;
  return shortEscapes[character] ?? long;
}

/** The text on one line, with each unprintable character written as an escape such as `\x1b`. */
export function cleanText(text: string): string {
  return text.replace(unprintable, escapeCharacter);
}
