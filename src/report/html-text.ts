/** Text from programs and data, made harmless inside a page. */
import { visibleText } from "../diagnostics/display-text.js";

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** For text and for values of quoted attributes; characters that do not print become visible escapes. */
export function escapeText(text: string): string {
  return visibleText(text).replace(/[&<>"']/gu, (character) => entities[character] ?? "");
}

/** The same for text of several lines. */
export function escapeLines(text: string): string {
  return text.split("\n").map(escapeText).join("\n");
}
