/** Where a survey and a poststratification frame do not match: levels, code books, areas, cells, predictors. */
import { countOf } from "../../data/index.js";
import type { DataFrame } from "../../data/index.js";
import type { DiagnosticSink } from "../../diagnostics/index.js";
import type { ModelSpec } from "../../model/model-spec.js";
import type { Cell, ResultTable } from "../../posterior/result-table.js";
import type { Alignment, Finding } from "./alignment.js";
import { readPopulation } from "./area-cells.js";
import type { FrameQuestion } from "./area-cells.js";
import { areasWithoutPredictor, areasWithoutRespondents, unrelatedSizes } from "./area-findings.js";
import { cellsWithoutPopulation, compareCells, missingPredictors } from "./cell-findings.js";
import { compareCodeBooks, compareLevels } from "./level-findings.js";

function countRespondents({ design }: ModelSpec, data: DataFrame): Float64Array {
  const respondents = new Float64Array(data.rowCount);
  const { trials } = design.response;
  design.rows.forEach((row, position) => {
    respondents[row] = trials?.[position] ?? 1;
  });
  return respondents;
}

/**
 * The alignment report of a model's data and a frame: one row per finding, `count` in respondents
 * for what stands on the survey's side and in people or cells for the frame's. Undefined after
 * reporting a population that cannot be used.
 */
export function alignFrames(
  spec: ModelSpec,
  data: DataFrame,
  frame: DataFrame,
  question: FrameQuestion,
  sink: DiagnosticSink,
): ResultTable | undefined {
  const population = readPopulation({ ...question, frame, sink });
  if (population === undefined) return undefined;
  const respondents = countRespondents(spec, data);
  const alignment: Alignment = { spec, data, frame, respondents, population };
  const findings: readonly Finding[] = [
    ...compareCodeBooks(alignment),
    ...unrelatedSizes(alignment, question.by),
    ...compareLevels(alignment),
    ...areasWithoutRespondents(alignment, question.by),
    ...cellsWithoutPopulation(alignment),
    ...compareCells(alignment),
    ...missingPredictors(alignment),
    ...areasWithoutPredictor(alignment, question.by),
  ];
  const total = respondents.reduce((sum, count) => sum + count, 0);
  const summary = `${countOf(total, "respondent")} and ${countOf(frame.rowCount, "cell")} compared`;
  return {
    kind: "table",
    title: `Alignment of ${data.name} with ${frame.name}`,
    columns: [
      { name: "check", format: "text" },
      { name: "variable", format: "text" },
      { name: "level", format: "text" },
      { name: "count", format: "integer" },
      { name: "remark", format: "text" },
    ],
    rows: findings.map(({ check, variable, level, count, remark }): Cell[] => {
      return [check, variable, level, count, remark ?? null];
    }),
    notes: [findings.length === 0 ? `${summary}: nothing stands on one side only` : summary],
  };
}
