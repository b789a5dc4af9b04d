/** The valid name closest to a misspelt one, for "did you mean". */

/** Optimal string alignment distance: edits and swaps of neighbours, each costing one. */
function editDistance(left: string, right: string): number {
  const width = right.length + 1;
  const cells = new Uint16Array((left.length + 1) * width);
  for (let row = 0; row <= left.length; row++) cells[row * width] = row;
  for (let column = 0; column < width; column++) cells[column] = column;
  const cell = (row: number, column: number): number => cells[row * width + column] ?? 0;
  for (let row = 1; row <= left.length; row++) {
    for (let column = 1; column < width; column++) {
      const same = left[row - 1] === right[column - 1];
      let best = Math.min(
        cell(row - 1, column) + 1,
        cell(row, column - 1) + 1,
        cell(row - 1, column - 1) + (same ? 0 : 1),
      );
      const swapped = left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      if (row > 1 && column > 1 && swapped) best = Math.min(best, cell(row - 2, column - 2) + 1);
      cells[row * width + column] = best;
    }
  }
  return cell(left.length, right.length);
}

/**
 * The candidate within a third of the name's length in edits, one at least but never all of its
 * letters, or undefined; ties go to the first.
 */
export function nearestName(name: string, candidates: Iterable<string>): string | undefined {
  const limit = Math.min(Math.max(1, Math.floor(name.length / 3)), name.length - 1);
  let nearest: string | undefined;
  let nearestDistance = limit + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - name.length) >= nearestDistance) continue;
    const distance =
      candidate.toLowerCase() === name.toLowerCase() ? 0 : editDistance(name, candidate);
    if (distance < nearestDistance) {
      nearest = candidate;
      nearestDistance = distance;
    }
  }
  return nearest;
}
