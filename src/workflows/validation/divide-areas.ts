/** The areas of a model's data, and the folds in which they are left out. */
import { findColumn, groupRows, reportUnknownColumn } from "../../data/index.js";
import type { DiagnosticSink, Span } from "../../diagnostics/index.js";
import { openStream } from "../../math/index.js";
import type { ModelSpec } from "../../model/model-spec.js";

/** An area and the rows of the design that are its own. */
export interface AreaRows {
  readonly labels: readonly string[];
  /** Rows with respondents, which are predicted. */
  readonly positions: readonly number[];
  /** All rows, which are left out: a row without trials would keep the area's level in the model. */
  readonly all: readonly number[];
}

/** Trials where the response has them, else one a row. */
export function respondentsOf({ design }: ModelSpec, position: number): number {
  return design.response.trials?.[position] ?? 1;
}

/** Areas with respondents, in level order; undefined after a report. */
export function readAreas(
  spec: ModelSpec,
  by: readonly string[],
  span: Span | undefined,
  sink: DiagnosticSink,
): readonly AreaRows[] | undefined {
  const { frame } = spec.origin;
  const keys = by.map(
    (name) => findColumn(frame, name) ?? reportUnknownColumn(frame, name, span, sink),
  );
  if (!keys.every((key) => key !== undefined)) return undefined;
  const groups = groupRows(frame, keys);
  const positions: number[][] = Array.from({ length: groups.count }, () => []);
  spec.design.rows.forEach((row, position) => {
    positions[groups.index[row]!]?.push(position);
  });
  const areas = positions
    .map((all, area) => ({
      labels: groups.labelsOf(area),
      positions: all.filter((position) => respondentsOf(spec, position) > 0),
      all,
    }))
    .filter((area) => area.positions.length > 0);
  if (areas.length > 1) return areas;
  sink.report({
    code: "bad-argument",
    severity: "error",
    message: "there are no two areas with respondents, so that none can be left out",
    ...(span !== undefined && { span }),
  });
  return undefined;
}

/** Every area by itself, or dealt at random into so many folds of nearly equal size. */
export function dealFolds(
  areas: readonly AreaRows[],
  folds: number | undefined,
  seed: number,
): readonly (readonly AreaRows[])[] {
  if (folds === undefined || folds >= areas.length) return areas.map((area) => [area]);
  const random = openStream(seed, "folds of areas");
  const order = areas
    .map((area) => ({ area, place: random.uniform() }))
    .sort((a, b) => a.place - b.place);
  return Array.from({ length: folds }, (_, fold) =>
    order.filter((__, i) => i % folds === fold).map(({ area }) => area),
  );
}
