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
 * Opens the results of a run: what is there, and how to add to it. Every start adds a line with its
 * versions where they are new; a file of other seeds or settings is refused.
 */
export function openResults(path, run) {
  const { lines, bytes } = completeLines(path);
  const append = (line) => appendFileSync(path, `${JSON.stringify(line)}\n`);
  const runs = lines.flatMap((line) => (line.run ? [line.run] : []));
  const other = runs.find(({ seed, settings }) => seed !== run.seed || settings !== run.settings);
  if (other) throw new Error(`${path} holds another run: ${JSON.stringify(other)}`);
  if (existsSync(path)) truncateSync(path, bytes);
  return {
    fits: lines.filter((line) => !line.run),
    versions: runs.map(({ versions }) => versions),
    append,
    start() {
      if (runs.some(({ versions }) => versions === run.versions)) return;
      runs.push(run);
      append({ run });
    },
  };
}

/** Results of a cell by index; the first counts where a fit was run twice. */
export function fitsOfCell(fits, cell) {
  const byIndex = new Map();
  for (const fit of fits)
    if (fit.cell === cell.name && !byIndex.has(fit.index)) byIndex.set(fit.index, fit);
  return [...byIndex.values()].sort((a, b) => a.index - b.index);
}
