/** Refuses rows and races that do not fit each other: kernels read by address, and would not notice. */
import type { NetworkRows, Race } from "./network-rows.js";
import type { PredictedRows } from "./open-network.js";
import type { NetworkInputs } from "./trained-network.js";

function refuse(what: string): never {
  throw new Error(`rows of a network: ${what}`);
}

/** The columns must be those of the network, by position. */
export function checkColumns(
  { rows, categories, numeric }: PredictedRows,
  inputs: NetworkInputs,
): void {
  if (categories.length !== inputs.categories.length) refuse("other categories than in training");
  if (numeric.length !== inputs.numeric.length) refuse("other numbers than in training");
  categories.forEach(({ name, codes }, c) => {
    const { levels } = inputs.categories[c]!;
    if (codes.length !== rows) refuse(`${codes.length} codes of ${name} for ${rows} rows`);
    let largest = 0;
    for (const code of codes) largest = Math.max(largest, code);
    if (largest >= levels.length) refuse(`code ${largest} of ${name}, of ${levels.length} levels`);
  });
  for (const { name, values } of numeric) {
    if (values.length !== rows) refuse(`${values.length} numbers of ${name} for ${rows} rows`);
  }
}

function checkRace({ name, counts, outcomes, ballots }: Race, units: number): void {
  if (counts.length !== units * outcomes.length) refuse(`${counts.length} counts of ${name}`);
  if (ballots && ballots.length !== units) refuse(`${ballots.length} ballots of ${name}`);
  if (counts.some((count) => !(count >= 0))) refuse(`a count of ${name} that is not one`);
}

export function checkRows(rows: NetworkRows, races: readonly Race[]): void {
  const { unitStart, weights } = rows;
  const units = unitStart.length - 1;
  checkColumns(rows, rows);
  if (units < 1 || unitStart[0] !== 0 || unitStart[units] !== rows.rows) refuse("no units of them");
  for (let u = 0; u < units; u++) {
    if (unitStart[u + 1]! <= unitStart[u]!) refuse(`unit ${u} has none`);
  }
  if (weights && weights.length !== rows.rows) refuse(`${weights.length} weights`);
  for (const race of races) checkRace(race, units);
}
