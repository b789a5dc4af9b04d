/** The people of a model of totals, unit by unit; those of a unit with the same predictors are one member. */
import { firstRows, type RowCodes } from "../../../graph/index.js";
import type { TotalsSpec } from "../../../model/index.js";
import type { ModelSpec } from "../../../model/model-spec.js";
import type { SparseRows } from "../../../target/index.js";
import type { LatentBlocks } from "../latent-blocks.js";
import type { PredictedResponses } from "../latent-plan.js";
import { distinctRows, keysOf, pickRows, rowsOfFields } from "../merge-latent-rows.js";
import { predictorFields } from "../predictor-columns.js";

interface MembersByUnit {
  /** A row of the design for each member. */
  readonly rows: Int32Array;
  readonly start: Int32Array;
  readonly weights: Float64Array;
}

function membersByUnit(
  { unit, weights, unitNames }: TotalsSpec,
  { codes, count }: RowCodes,
): MembersByUnit {
  const first = firstRows({ codes, count });
  const start = new Int32Array(unitNames.length + 1);
  for (const row of first) start[unit[row]! + 1]!++;
  for (let u = 0; u < unitNames.length; u++) start[u + 1]! += start[u]!;
  const next = start.slice();
  const place = first.map((row) => next[unit[row]!]!++);
  const rows = new Int32Array(count);
  const people = new Float64Array(count);
  place.forEach((at, code) => (rows[at] = first[code]!));
  codes.forEach((code, row) => (people[place[code]!]! += weights[row]!));
  return { rows, start, weights: people };
}

/** One matrix above the other. */
function stack(parts: readonly SparseRows[]): SparseRows {
  const entries = parts.reduce((total, { value }) => total + value.length, 0);
  const rowCount = parts.reduce((total, part) => total + part.rowCount, 0);
  const rowStart = new Int32Array(rowCount + 1);
  const column = new Int32Array(entries);
  const value = new Float64Array(entries);
  let [row, entry] = [0, 0];
  for (const part of parts) {
    for (let i = 1; i <= part.rowCount; i++) rowStart[row + i] = entry + part.rowStart[i]!;
    column.set(part.column, entry);
    value.set(part.value, entry);
    row += part.rowCount;
    entry += part.value.length;
  }
  return { rowCount, columnCount: parts[0]!.columnCount, rowStart, column, value };
}

export function mergeMembers(
  totals: TotalsSpec,
  predictors: readonly ModelSpec[],
  { latentCount, startsOf }: LatentBlocks,
): PredictedResponses {
  const { unit, likelihood, dispersed, outcomes, reference, counts } = totals;
  const fields = predictors.map((spec, k) => predictorFields(spec, startsOf[k]!));
  const offsets = predictors.map(({ design }) => design.predictor.offset);
  const alike = distinctRows(keysOf(fields.flat(), [unit, ...offsets]), unit.length);
  const { rows, start, weights } = membersByUnit(totals, alike);
  const offset = new Float64Array(predictors.length * rows.length);
  offsets.forEach((own, k) => {
    if (own) offset.set(pickRows(own, rows), k * rows.length);
  });
  return {
    predictor: stack(fields.map((own) => rowsOfFields(own, rows, latentCount))),
    offset,
    responses: {
      kind: "units",
      likelihood,
      dispersed,
      outcomes: outcomes.length,
      reference,
      start,
      weights,
      counts,
    },
  };
}
