/** Whether text at the prompt waits for more lines: by the rules of docs/language.md, section Lines. */

const openers = "([{";
const closers = ")]}";

/** What is left of a line without texts, quoted names and comments. */
function bare(line: string): string {
  return line.replace(/"[^"]*"|'[^']*'|`[^`]*`/gu, "x").replace(/#.*$/u, "");
}

function openBrackets(lines: readonly string[]): number {
  let depth = 0;
  for (const line of lines)
    for (const character of line) {
      if (openers.includes(character)) depth++;
      if (closers.includes(character)) depth--;
    }
  return depth;
}

/** A line that ends so goes on: an operator, `=`, `~`, a comma. */
const awaitsMore = /(?:[-+*/:~|=,<>^]|\b(?:and|or|not))\s*$/u;
/** The head of a declaration of a model waits for its braces. */
const modelHead = /^\s*model\s+\S+\s+on\s+\S+\s*$/u;

export function isUnfinished(text: string): boolean {
  const lines = text.split("\n").map(bare);
  if (openBrackets(lines) > 0) return true;
  const last = lines.at(-1) ?? "";
  return awaitsMore.test(last) || (lines.length === 1 && modelHead.test(last));
}
