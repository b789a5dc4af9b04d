/** What a session has to say beside its results: a name that was given again. */
import { cleanText } from "../report/clean-text.js";
import { nameOfKind, type SessionEvent } from "../session/index.js";

const mostNamed = 5;

function listNames(names: readonly string[]): string {
  const named = names.slice(0, mostNamed).map((name) => `\`${cleanText(name)}\``);
  const rest = names.length - named.length;
  return [...named, ...(rest > 0 ? [`${rest} more`] : [])].join(", ");
}

/** `note: \`small\` was data before and is replaced; made from the one before: \`m\`, \`f\``. */
export function renderReplacement(
  event: Extract<SessionEvent, { readonly kind: "replaced" }>,
): string {
  const { name, before, dependants } = event;
  const old = nameOfKind(before.kind);
  const from =
    dependants.length === 0 ? "" : `; still made from the one before: ${listNames(dependants)}`;
  return `note: \`${cleanText(name)}\` is replaced, it was ${old}${from}\n`;
}
