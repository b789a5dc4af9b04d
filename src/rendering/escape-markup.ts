/** Text inside XML and HTML: nothing in it becomes markup, and no character that XML forbids is left. */
import { cleanText } from "../report/index.js";

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

export function escapeMarkup(text: string): string {
  return cleanText(text).replaceAll(/[&<>"']/gu, (character) => entities[character] ?? "");
}
