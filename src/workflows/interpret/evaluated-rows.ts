/** The rows that a predictor evaluates: blocks of merged rows, each under every variant in turn. */
import { selectRows } from "../../data/index.js";
import type { Column, DataFrame } from "../../data/index.js";
import { evaluateDesign } from "../../design/index.js";
import type { LinearPredictor } from "../../design/design-blocks.js";
import type { DiagnosticSink } from "../../diagnostics/index.js";
import type { ModelSpec } from "../../model/model-spec.js";
import type { MergedRows } from "./merged-rows.js";
import { columnOfValues } from "./variable-values.js";
import type { Varied, Variant } from "./varied.js";
import type { Variable } from "./variables.js";

/** A run of targets and of their rows. */
export interface Block {
  readonly firstTarget: number;
  readonly targetCount: number;
  readonly firstRow: number;
  readonly rowCount: number;
}

export interface EvaluatedRows {
  readonly blocks: readonly Block[];
  /** Block by block, in each the variants one after the other, in each of these the block's rows. */
  readonly frame: DataFrame;
  readonly predictor: LinearPredictor;
}

/** Runs of targets with at most `most` targets each. */
function blocksOf(starts: Int32Array, most: number): readonly Block[] {
  const targets = starts.length - 1;
  const count = Math.ceil(targets / most);
  return Array.from({ length: count }, (_, block): Block => {
    const firstTarget = block * most;
    const lastTarget = Math.min(targets, firstTarget + most);
    const firstRow = starts[firstTarget]!;
    return {
      firstTarget,
      targetCount: lastTarget - firstTarget,
      firstRow,
      rowCount: starts[lastTarget]! - firstRow,
    };
  });
}

function numberOf(variant: Variant, own: number): number {
  return variant.kind === "moved" ? own + variant.by : Number(variant.value);
}

/** The varied column over the evaluated rows, whose variants `places` tells. */
function variedColumn(
  variable: Variable,
  variants: readonly Variant[],
  rows: DataFrame,
  places: Int32Array,
): Column {
  const { name } = variable;
  const labels = variants.flatMap((variant) => (variant.kind === "label" ? [variant.value] : []));
  if (labels.length > 0)
    return columnOfValues(variable, { kind: "labels", values: labels }, places);
  const given = rows.columns.find((column) => column.name === name);
  const own = given?.kind === "numeric" ? given.values : undefined;
  const values = Float64Array.from(places, (place, row) =>
    numberOf(variants[place]!, own?.[row] ?? NaN),
  );
  return { kind: "numeric", name, values };
}

function rowsOfBlocks(
  frame: DataFrame,
  blocks: readonly Block[],
  varied: Varied | undefined,
): DataFrame {
  if (varied === undefined) return frame;
  const { variable, variants } = varied;
  const rows = new Int32Array(frame.rowCount * variants.length);
  const places = new Int32Array(rows.length);
  let next = 0;
  for (const { firstRow, rowCount } of blocks) {
    for (let variant = 0; variant < variants.length; variant++) {
      for (let row = 0; row < rowCount; row++) {
        rows[next] = firstRow + row;
        places[next++] = variant;
      }
    }
  }
  const repeated = selectRows(frame, rows, frame.name);
  const column = variedColumn(variable, variants, repeated, places);
  const others = repeated.columns.filter(({ name }) => name !== variable.name);
  return { ...repeated, columns: [...others, column] };
}

/** Undefined after reporting rows that lack what the formula needs. */
export function evaluateRows(
  { design }: ModelSpec,
  { frame, starts }: MergedRows,
  varied: Varied | undefined,
  most: number,
  sink: DiagnosticSink,
): EvaluatedRows | undefined {
  const blocks = blocksOf(starts, most);
  const rows = rowsOfBlocks(frame, blocks, varied);
  const predictor = evaluateDesign(design.state, rows, sink);
  return predictor && { blocks, frame: rows, predictor };
}
