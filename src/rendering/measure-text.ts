/** How wide text is, without a canvas: widths of characters by class, in shares of the font's size. */
import { layOutText } from "../diagnostics/display-text.js";

/** Of DejaVu Sans, which is wider than Helvetica: what is measured too wide only leaves some space. */
const classes: readonly (readonly [RegExp, number])[] = [
  [/[il|'.,:;!jI ]/u, 0.32],
  [/[ftr()[\]/\\"-]/u, 0.42],
  [/[mwMW@%—]/u, 0.95],
  [/[A-Z~<>=+−±#&…]/u, 0.72],
];
const usual = 0.62;

/** Cells are two wide for East Asian characters and none for combining ones. */
function shareOf(character: string, cells: number): number {
  if (cells !== 1) return cells / 2;
  return classes.find(([pattern]) => pattern.test(character))?.[1] ?? usual;
}

const boldness = 1.1;

export interface MeasuredItem {
  readonly fontSize?: number | undefined;
  readonly fontWeight?: string | number | undefined;
}

const usualSize = 11;

export function measureText(item: MeasuredItem, text: string): number {
  const shares = layOutText(text).reduce((sum, { shown, width }) => sum + shareOf(shown, width), 0);
  return shares * (item.fontSize ?? usualSize) * (item.fontWeight === "bold" ? boldness : 1);
}
