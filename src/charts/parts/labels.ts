/** Names from data as labels: on one line, short enough to read, and no two alike. */
import { layOutText, visibleText } from "../../diagnostics/display-text.js";

const longest = 40;

export const widthOf = (text: string): number =>
  layOutText(text).reduce((sum, { width }) => sum + width, 0);

/** Both ends stay, since levels often differ at the end only. */
export function shortened(text: string, limit: number): string {
  const characters = Array.from(text);
  if (characters.length <= limit) return text;
  const head = Math.ceil((limit - 1) / 2);
  const tail = characters.slice(characters.length - (limit - 1 - head));
  return [...characters.slice(0, head), "…", ...tail].join("");
}

/** Characters that do not print become escapes, so that a name can neither break lines nor turn them round. */
export function labelOf(text: string, limit: number = longest): string {
  return shortened(visibleText(text), limit);
}

/** One label for each name, numbered where shortening made two alike. */
export function labelsOf(names: readonly string[]): readonly string[] {
  const taken = new Map<string, number>();
  return names.map((name) => {
    const label = labelOf(name);
    const before = taken.get(label) ?? 0;
    taken.set(label, before + 1);
    return before === 0 ? label : `${label} (${before + 1})`;
  });
}
