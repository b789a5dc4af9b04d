/** How text looks on a terminal: widths of characters, tabs, and control characters made visible. */

const tabWidth = 4;

/** Formatting characters include those that reverse the reading direction. */
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
const combining = /[\p{Mn}\p{Me}]/u;

/** East Asian wide characters and emoji, which take two cells (Unicode Annex 11). */
const wideRanges: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1faff],
  [0x20000, 0x3fffd],
];

function isWide(code: number): boolean {
  return wideRanges.some(([first, last]) => code >= first && code <= last);
}

/** A character as shown, and how many cells it takes. */
export interface DisplayCell {
  readonly shown: string;
  readonly width: number;
  /** UTF-16 offset of the character in its line. */
  readonly offset: number;
}

function showCharacter(character: string, column: number): readonly [string, number] {
  const code = character.codePointAt(0) ?? 0;
  if (character === "\t") {
    const width = tabWidth - (column % tabWidth);
    return [" ".repeat(width), width];
  }
  if (invisible.test(character)) {
    const escaped = `\\u{${code.toString(16)}}`;
    return [escaped, escaped.length];
  }
  if (combining.test(character)) return [character, 0];
  return [character, isWide(code) ? 2 : 1];
}

/** The characters of one line as a terminal shows them. */
export function layOutText(text: string): DisplayCell[] {
  const cells: DisplayCell[] = [];
  let column = 0;
  let offset = 0;
  for (const character of text) {
    const [shown, width] = showCharacter(character, column);
    cells.push({ shown, width, offset });
    column += width;
    offset += character.length;
  }
  return cells;
}

/** Text that is safe to print on one line. */
export function visibleText(text: string): string {
  return layOutText(text.replaceAll(/\r\n|\n|\r/g, " "))
    .map(({ shown }) => shown)
    .join("");
}
