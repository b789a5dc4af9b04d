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

/**
 * Share of successes (binomial) or weighted mean of the response by area, and the number of
 * respondents; undefined when a grouping column is unknown for the model's rows.
 */
export function rawShares(
  spec: ModelSpec,
  by: readonly string[],
  areas: readonly (readonly string[])[],
  data: DataFrame | undefined,
): RawShares | undefined {
  const labels = by.map(
    (name) =>
      (data && labelsFromData(name, data, spec.design.rows)) ?? labelsFromDesign(name, spec),
  );
  if (!labels.every((label) => label !== undefined)) return undefined;
  const areaOf = new Map(areas.map((area, position) => [areaKey(area), position]));
  const { values, trials } = spec.design.response;
  const sizes = rowSizes(spec);
  const totals = new Float64Array(areas.length);
  const weight = new Float64Array(areas.length);
  const respondents = new Float64Array(areas.length);
  values.forEach((value, row) => {
    const area = areaOf.get(areaKey(labels.map((label) => label(row))));
    if (area === undefined) return;
    const size = sizes[row]!;
    totals[area]! += trials === undefined ? size * value : value;
    weight[area]! += size;
    respondents[area]! += trials === undefined ? 1 : size;
  });
  return { share: totals.map((total, area) => total / weight[area]!), respondents };
}
