/** Text inside XML: nothing in it becomes markup, and no character that XML forbids is left. */
import { escapeText } from "../report/html-text.js";

/** Besides control characters, which are made visible anyway. */
const forbidden = /[\ufffe\uffff]/gu;

/** With a sign in place of every character that XML does not have. */
export function withoutForbidden(text: string): string {
  return text.replaceAll(forbidden, "\ufffd");
}

export function escapeMarkup(text: string): string {
  return escapeText(withoutForbidden(text));
}
