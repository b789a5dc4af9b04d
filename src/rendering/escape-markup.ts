/** Text inside XML and HTML: nothing in it becomes markup, and no character that XML forbids is left. */
import { cleanText } from "../report/index.js";

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** What XML does not have, besides control characters, which are made visible anyway. */
export const forbidden: RegExp = /[\ufffe\uffff]/gu;
export const replacement = "\ufffd";

export function escapeMarkup(text: string): string {
  const clean = cleanText(text).replaceAll(forbidden, replacement);
  return clean.replaceAll(/[&<>"']/gu, (character) => entities[character] ?? "");
}
