/** What a session shows and declares, as text. */
import { cleanText, describeDeclaration, renderValue } from "../report/index.js";
import type { TextOptions } from "../report/index.js";
import type { SessionEvent } from "../session/index.js";

/** Results as text, in the order in which they came. */
export function renderEvent(event: SessionEvent, options: TextOptions): string | undefined {
  if (event.kind === "declared") {
    const { name, value } = event.result;
    const line = describeDeclaration(value, name, options.width);
    return line === undefined ? undefined : `${line}\n`;
  }
  if (event.kind !== "shown") return undefined;
  const [heading = ""] = event.text.split("\n");
  return `\n> ${cleanText(heading)}\n${renderValue(event.result.value, options)}\n`;
}
