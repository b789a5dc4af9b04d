/** Lines in the order in which they came, kept until they are asked for. */
import type { Interface } from "node:readline";

/** The next line, or undefined once the stream has ended and all were given out. */
export function queueLines(lines: Interface): () => Promise<string | undefined> {
  const waiting: string[] = [];
  let ended = false;
  let wake: (() => void) | undefined;
  lines.on("line", (line) => {
    waiting.push(line);
    wake?.();
  });
  lines.on("close", () => {
    ended = true;
    wake?.();
  });
  return async () => {
    while (waiting.length === 0 && !ended)
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    return waiting.shift();
  };
}
