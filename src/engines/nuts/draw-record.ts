/** Draws of one chain with their statistics: all of them, or a stretch. */

/** One entry a draw; positions are row-major, draws × dimension. */
export interface DrawRecord {
  readonly positions: Float64Array;
  readonly logDensity: Float64Array;
  readonly acceptance: Float64Array;
  readonly energy: Float64Array;
  readonly treeDepth: Uint8Array;
  readonly leapfrogs: Uint16Array;
  readonly divergent: Uint8Array;
  /** Where divergent steps started, of the chain's first `maxDivergentPositions` divergences. */
  readonly divergentPositions: readonly Float64Array[];
}

export const maxDivergentPositions = 100;

export const drawColumns = [
  "logDensity",
  "acceptance",
  "energy",
  "treeDepth",
  "leapfrogs",
  "divergent",
] as const;

/** An empty record with room for `draws`. */
export function openDrawRecord(draws: number, dimension: number): DrawRecord {
  return {
    positions: new Float64Array(draws * dimension),
    logDensity: new Float64Array(draws),
    acceptance: new Float64Array(draws),
    energy: new Float64Array(draws),
    treeDepth: new Uint8Array(draws),
    leapfrogs: new Uint16Array(draws),
    divergent: new Uint8Array(draws),
    divergentPositions: [],
  };
}

/** Writes the draws of `from` at draw `at`, where there is room; divergent positions are left out. */
export function copyDraws(from: DrawRecord, into: DrawRecord, at: number): void {
  const draws = from.divergent.length;
  const dimension = draws === 0 ? 0 : from.positions.length / draws;
  into.positions.set(from.positions, at * dimension);
  for (const column of drawColumns) into[column].set(from[column], at);
}

/** The number of divergences among the first `draws` draws. */
export function divergencesWithin(divergent: Uint8Array, draws: number): number {
  let count = 0;
  for (let draw = 0; draw < draws; draw++) count += divergent[draw]!;
  return count;
}

/** Draws `from` to `to` of a record that begins with the chain's first draw. */
export function sliceDraws(
  record: DrawRecord,
  from: number,
  to: number,
  dimension: number,
): DrawRecord {
  const { divergent, divergentPositions } = record;
  return {
    positions: record.positions.slice(from * dimension, to * dimension),
    logDensity: record.logDensity.slice(from, to),
    acceptance: record.acceptance.slice(from, to),
    energy: record.energy.slice(from, to),
    treeDepth: record.treeDepth.slice(from, to),
    leapfrogs: record.leapfrogs.slice(from, to),
    divergent: divergent.slice(from, to),
    divergentPositions: divergentPositions.slice(
      divergencesWithin(divergent, from),
      divergencesWithin(divergent, to),
    ),
  };
}

/** Records that follow each other as one; at least one of them. */
export function joinDraws(records: readonly DrawRecord[]): DrawRecord {
  const draws = records.reduce((sum, { divergent }) => sum + divergent.length, 0);
  const positions = records.reduce((sum, record) => sum + record.positions.length, 0);
  const joined = openDrawRecord(draws, draws === 0 ? 0 : positions / draws);
  let at = 0;
  for (const record of records) {
    copyDraws(record, joined, at);
    at += record.divergent.length;
  }
  const divergentPositions = records.flatMap((record) => record.divergentPositions);
  return { ...joined, divergentPositions };
}
