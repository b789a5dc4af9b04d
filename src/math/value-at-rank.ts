/** One order statistic without sorting the rest. */

/** Moves the entries of `values` from `low` to `high` so that those up to the result are at most those after it. */
function partition(values: Float64Array, low: number, high: number): number {
  const middle = (low + high) >> 1;
  const [a, b, c] = [values[low]!, values[middle]!, values[high]!];
  const pivot = Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
  let [i, j] = [low - 1, high + 1];
  for (;;) {
    do i++;
    while (values[i]! < pivot);
    do j--;
    while (values[j]! > pivot);
    if (i >= j) return j;
    const held = values[i]!;
    values[i] = values[j]!;
    values[j] = held;
  }
}

/** The value that would stand at `rank`, from 0, if `given` were ascending; none is NaN (Hoare 1961). */
export function valueAtRank(given: Float64Array, rank: number): number {
  const values = given.slice();
  let [low, high] = [0, values.length - 1];
  while (low < high) {
    const last = partition(values, low, high);
    if (rank <= last) high = last;
    else low = last + 1;
  }
  return values[rank]!;
}
