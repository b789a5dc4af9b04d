/** Text from data files and programs, made harmless for a terminal and measured as it shows there. */
import { layOutText, visibleText } from "../diagnostics/display-text.js";

/** The text on one line, with each character that does not print written as an escape. */
export function cleanText(text: string): string {
  return visibleText(text);
}

/** Cells that the text takes on a terminal. */
export function displayWidth(text: string): number {
  return layOutText(text).reduce((sum, { width }) => sum + width, 0);
}
