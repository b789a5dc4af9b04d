/** The sparse columns of the linear predictor, field by field: every row has at most one entry in a field. */
import type { BlockColumns, GroupBlock } from "../../design/design-blocks.js";
import type { ModelSpec } from "../../model/model-spec.js";

/** One entry a row: in latent `column(i)`, with `value(i)`; zeros are left out. */
export interface PredictorField {
  readonly index: Int32Array | undefined;
  /** First latent of the field; added to stride × index where the field has an index. */
  readonly start: number;
  readonly stride: number;
  readonly values: Float64Array | undefined;
}

function patternFields(
  columns: BlockColumns & { readonly kind: "pattern" },
  start: number,
): readonly PredictorField[] {
  const { index, patterns, patternCount, multiplier } = columns;
  const width = patterns.length / patternCount;
  return Array.from({ length: width }, (_, j) => {
    const values = new Float64Array(index.length);
    for (let i = 0; i < values.length; i++)
      values[i] = patterns[index[i]! * width + j]! * (multiplier ? multiplier[i]! : 1);
    return { index: undefined, start: start + j, stride: 0, values };
  });
}

export function commonFields(columns: BlockColumns, start: number): readonly PredictorField[] {
  if (columns.kind === "pattern") return patternFields(columns, start);
  return columns.columns.map((values, j) => ({
    index: undefined,
    start: start + j,
    stride: 0,
    values,
  }));
}

export function groupFields(
  { factor, effectColumns }: GroupBlock,
  start: number,
): readonly PredictorField[] {
  return effectColumns.map((values, effect) => ({
    index: factor.index,
    start: start + effect,
    stride: effectColumns.length,
    values,
  }));
}

/** Fields in latent order: group blocks, structured effects, then intercept and common columns. */
export function predictorFields(
  spec: ModelSpec,
  starts: readonly number[],
): readonly PredictorField[] {
  const { group, structured, common } = spec.design.predictor;
  const fields: PredictorField[] = [
    ...group.flatMap((block, b) => groupFields(block, starts[b]!)),
    ...structured.map(({ index }, b) => ({
      index,
      start: starts[group.length + b]!,
      stride: 1,
      values: undefined,
    })),
  ];
  let next = starts[group.length + structured.length]!;
  if (spec.intercept)
    fields.push({ index: undefined, start: next++, stride: 0, values: undefined });
  for (const { columns, columnNames } of common) {
    fields.push(...commonFields(columns, next));
    next += columnNames.length;
  }
  return fields;
}
