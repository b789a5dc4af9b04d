/** What the survey alone says about each area. */
import { findColumn, gradeColumn } from "../../data/index.js";
import type { DataFrame } from "../../data/index.js";
import type { ModelSpec } from "../../model/model-spec.js";
import type { RawShares } from "./poststratified.js";

/** Labels of a grouping column for every row that the model uses. */
type RowLabels = (row: number) => string | undefined;

function labelsFromData(name: string, data: DataFrame, rows: Int32Array): RowLabels | undefined {
  const column = findColumn(data, name);
  if (column === undefined) return undefined;
  const { codes, labels } = gradeColumn(column);
  return (row) => labels[codes[rows[row]!]!];
}

/** A group factor of the model remembers the level of every row. */
function labelsFromDesign(name: string, { design }: ModelSpec): RowLabels | undefined {
  const factor = design.predictor.group.find((block) => block.factor.name === name)?.factor;
  return factor && ((row) => factor.levels[factor.index[row]!]);
}

function areaKey(labels: readonly (string | undefined)[]): string {
  return JSON.stringify(labels);
}

/** Weight of a row: its trials, else its weight, else one. */
function rowSizes({ design }: ModelSpec): Float64Array {
  const { values, trials, weights } = design.response;
  return trials ?? weights ?? new Float64Array(values.length).fill(1);
}

/** Of a survey, beside the model: its data, and a column with the weight of each respondent. */
export interface SurveyData {
  readonly data?: DataFrame;
  readonly weights?: Float64Array;
}

interface AreaSums {
  readonly totals: Float64Array;
  readonly sizes: Float64Array;
}

function addTo({ totals, sizes }: AreaSums, area: number, value: number, size: number): void {
  totals[area]! += value;
  sizes[area]! += size;
}

const ratio = ({ totals, sizes }: AreaSums): Float64Array =>
  totals.map((total, area) => total / sizes[area]!);

/**
 * Share of successes (binomial) or weighted mean of the response by area, plainly and with the
 * survey's weights, and the number of respondents; undefined when a grouping column is unknown for
 * the model's rows.
 */
export function rawShares(
  spec: ModelSpec,
  by: readonly string[],
  areas: readonly (readonly string[])[],
  { data, weights }: SurveyData,
): RawShares | undefined {
  const { rows } = spec.design;
  const labels = by.map(
    (name) => (data && labelsFromData(name, data, rows)) ?? labelsFromDesign(name, spec),
  );
  if (!labels.every((label) => label !== undefined)) return undefined;
  const areaOf = new Map(areas.map((area, position) => [areaKey(area), position]));
  const { values, trials } = spec.design.response;
  const rowSize = rowSizes(spec);
  const zeros = (): Float64Array => new Float64Array(areas.length);
  const plain: AreaSums = { totals: zeros(), sizes: zeros() };
  const heavy: AreaSums = { totals: zeros(), sizes: zeros() };
  const respondents = zeros();
  values.forEach((value, row) => {
    const area = areaOf.get(areaKey(labels.map((label) => label(row))));
    if (area === undefined) return;
    const size = rowSize[row]!;
    const count = trials?.[row] ?? 1;
    addTo(plain, area, trials === undefined ? size * value : value, size);
    respondents[area]! += count;
    // The weight of a respondent, not of a cell: successes and trials both carry it.
    const weight = weights?.[rows[row]!] ?? 0;
    if (weight > 0) addTo(heavy, area, weight * value, weight * count);
  });
  return { share: ratio(plain), respondents, ...(weights && { weighted: ratio(heavy) }) };
}

/** Shares of several groupings one after the other; without respondents where a column is unknown. */
export function joinShares(
  parts: readonly (RawShares | undefined)[],
  sizes: readonly number[],
): RawShares | undefined {
  if (parts.every((part) => part === undefined)) return undefined;
  const join = (
    pick: (part: RawShares) => Float64Array | undefined,
    absent: number,
  ): Float64Array =>
    Float64Array.from(
      parts.flatMap((part, i) => [
        ...((part && pick(part)) ?? new Float64Array(sizes[i]!).fill(absent)),
      ]),
    );
  const weighted = parts.some((part) => part?.weighted !== undefined);
  return {
    share: join(({ share }) => share, NaN),
    respondents: join(({ respondents }) => respondents, 0),
    ...(weighted && { weighted: join((part) => part.weighted, NaN) }),
  };
}
