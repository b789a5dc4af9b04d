/** Results as lines of JSON that are only ever appended; a line that was cut off counts as not there. */
import { appendFileSync, existsSync, readFileSync, truncateSync } from "node:fs";

/** The complete lines of a file, and the length of their text in bytes. */
function completeLines(path) {
  if (!existsSync(path)) return { lines: [], bytes: 0 };
  const text = readFileSync(path, "utf8");
  const end = text.lastIndexOf("\n") + 1;
  const complete = text.slice(0, end);
  const lines = complete.split("\n").filter((line) => line !== "");
  return { lines: lines.map((line) => JSON.parse(line)), bytes: Buffer.byteLength(complete) };
}

/**
 * Opens the results of a run: what is there, and how to add to it. A file of another run, by its first
 * line, is refused.
 */
export function openResults(path, run) {
  const { lines, bytes } = completeLines(path);
  if (existsSync(path)) truncateSync(path, bytes);
  const [first, ...fits] = lines;
  if (first === undefined) appendFileSync(path, `${JSON.stringify({ run })}\n`);
  else if (first.run.seed !== run.seed || first.run.settings !== run.settings)
    throw new Error(`${path} holds another run: ${JSON.stringify(first.run)}`);
  return {
    run: first?.run ?? run,
    fits,
    append: (fit) => appendFileSync(path, `${JSON.stringify(fit)}\n`),
  };
}

/** Results of a cell by index; the first counts where a fit was run twice. */
export function fitsOfCell(fits, cell) {
  const byIndex = new Map();
  for (const fit of fits)
    if (fit.cell === cell.name && !byIndex.has(fit.index)) byIndex.set(fit.index, fit);
  return [...byIndex.values()].sort((a, b) => a.index - b.index);
}
