/** The rows of tonight's units over the effects of a layout. */
import { groupEffectName } from "../../../compiler/group-terms.js";
import { nodeEffectName } from "../../../compiler/structured/structured-terms.js";
import type {
  CommonBlock,
  GroupBlock,
  LinearPredictor,
  StructuredBlock,
} from "../../../design/design-blocks.js";
import type { ModelSpec } from "../../../model/model-spec.js";
import type { NewNodes } from "./node-effects.js";
import type { EffectRows } from "../effects/effect-model.js";
import { copiesOf } from "./effect-layout.js";
import type { EffectLayout, NewLevels } from "./effect-layout.js";

type Add = (row: number, place: number, weight: number) => void;

function addCommon(
  { columnNames, columns }: CommonBlock,
  { places }: EffectLayout,
  add: Add,
): void {
  const width = columnNames.length;
  columnNames.forEach((name, j) => {
    const place = places.get(name)!;
    if (columns.kind === "dense") {
      columns.columns[j]!.forEach((value, row) => add(row, place, value));
      return;
    }
    const { index, patterns, multiplier } = columns;
    index.forEach((pattern, row) =>
      add(row, place, patterns[pattern * width + j]! * (multiplier?.[row] ?? 1)),
    );
  });
}

/** Effects that correlate are made of independent ones: row · L. */
function addNewLevel(
  block: GroupBlock,
  own: NewLevels,
  row: number,
  level: number,
  add: Add,
): void {
  const size = block.effectNames.length;
  const weights = block.effectColumns.map((column) => column?.[row] ?? 1);
  const start = own.first + level * own.levelStride;
  for (let e = 0; e < size; e++) {
    let weight = weights[e]!;
    if (own.factor) {
      weight = 0;
      for (let k = e; k < size; k++) weight += weights[k]! * own.factor[k * size + e]!;
    }
    add(row, start + e * own.effectStride, weight);
  }
}

function addGroup(block: GroupBlock, own: NewLevels, { places }: EffectLayout, add: Add): void {
  const { index, levels } = block.factor;
  index.forEach((level, row) => {
    if (level < 0) {
      addNewLevel(block, own, row, -1 - level, add);
      return;
    }
    block.effectColumns.forEach((column, e) =>
      add(row, places.get(groupEffectName(block, e, levels[level]!))!, column?.[row] ?? 1),
    );
  });
}

/** A node of tonight's copy is made of independent effects: a row of the covariance's factor. */
function addNodes(
  block: StructuredBlock,
  copies: number,
  own: NewNodes | undefined,
  { places }: EffectLayout,
  add: Add,
): void {
  const size = block.nodes.length;
  block.index.forEach((place, row) => {
    if (place < copies * size || own === undefined) {
      add(row, places.get(nodeEffectName(block, place))!, 1);
      return;
    }
    const node = place % size;
    for (let k = 0; k <= node; k++) add(row, own.first + k, own.factor[node * size + k]!);
  });
}

function joinRows(entries: readonly ReadonlyMap<number, number>[]): EffectRows {
  const starts = new Int32Array(entries.length + 1);
  entries.forEach((row, i) => (starts[i + 1] = starts[i]! + row.size));
  const places = new Int32Array(starts[entries.length]!);
  const weights = new Float64Array(places.length);
  entries.forEach((row, i) => {
    [...row]
      .toSorted(([a], [b]) => a - b)
      .forEach(([place, weight], k) => {
        places[starts[i]! + k] = place;
        weights[starts[i]! + k] = weight;
      });
  });
  return { starts, places, weights };
}

export function effectRows(
  spec: ModelSpec,
  predictor: LinearPredictor,
  layout: EffectLayout,
): EffectRows {
  const entries = Array.from({ length: predictor.rowCount }, () => new Map<number, number>());
  const add: Add = (row, place, weight) => {
    if (weight !== 0) entries[row]!.set(place, (entries[row]!.get(place) ?? 0) + weight);
  };
  if (predictor.intercept && spec.intercept) {
    const place = layout.places.get(spec.intercept.name)!;
    for (let row = 0; row < predictor.rowCount; row++) add(row, place, 1);
  }
  for (const block of predictor.common) addCommon(block, layout, add);
  predictor.group.forEach((block, b) => addGroup(block, layout.newLevels[b]!, layout, add));
  predictor.structured.forEach((block, b) =>
    addNodes(block, copiesOf(spec, b), layout.newNodes[b], layout, add),
  );
  return joinRows(entries);
}
