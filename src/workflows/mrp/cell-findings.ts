/** Cells of a frame without people or respondents, respondents without a cell, predictors that are absent. */
import { countText, findColumn, groupRows, namesIn } from "../../data/index.js";
import type { GradedColumn } from "../../data/index.js";
import { sharedCategories, totalOf } from "./alignment.js";
import type { Alignment, Finding } from "./alignment.js";

export function cellsWithoutPopulation({ population }: Alignment): Finding[] {
  const count = population.reduce((empty, value) => empty + Number(value === 0), 0);
  const check = "cells without population";
  return count === 0 ? [] : [{ check, variable: "", level: "", count }];
}

function keysOf(columns: readonly GradedColumn[], rowCount: number): string[] {
  return Array.from({ length: rowCount }, (_, row) =>
    JSON.stringify(columns.map(({ codes, labels }) => labels[codes[row]!] ?? null)),
  );
}

/** Combinations of categories that only the survey has, and those with people that nobody stands for. */
export function compareCells(alignment: Alignment): Finding[] {
  const { respondents, population } = alignment;
  const shared = sharedCategories(alignment);
  if (shared.length === 0) return [];
  const variable = shared.map(({ name }) => name).join(", ");
  const surveyKeys = keysOf(
    shared.map(({ survey }) => survey),
    respondents.length,
  );
  const censusKeys = keysOf(
    shared.map(({ census }) => census),
    population.length,
  );
  const cells = new Set(censusKeys);
  const asked = new Set(surveyKeys.filter((_, row) => respondents[row]! > 0));
  const outside = respondents.reduce(
    (sum, count, row) => sum + (cells.has(surveyKeys[row]!) ? 0 : count),
    0,
  );
  const silent = population.map((people, cell) => (asked.has(censusKeys[cell]!) ? 0 : people));
  const count = silent.reduce((sum, people) => sum + Number(people > 0), 0);
  const share = (100 * totalOf(silent)) / totalOf(population);
  const remark = `${share.toFixed(1)} % of the people, of ${countText(cells.size)} cells in all`;
  const check = "cells without respondents";
  return [
    ...(count === 0 ? [] : [{ check, variable, level: "", count, remark }]),
    ...(outside === 0
      ? []
      : [
          {
            check: "respondents in cells absent from the frame",
            variable,
            level: "",
            count: outside,
          },
        ]),
  ];
}

/** Predictors that the frame lacks, wholly or in some cells. */
export function missingPredictors({ spec, data, frame }: Alignment): Finding[] {
  return namesIn(spec.design.state.formula.terms).flatMap((variable): Finding[] => {
    if (findColumn(data, variable) === undefined) return [];
    const column = findColumn(frame, variable);
    if (column === undefined)
      return [{ check: "predictor absent from the frame", variable, level: "", count: null }];
    const count = groupRows(frame, [column]).index.filter((group) => group < 0).length;
    const check = "predictor missing in cells";
    return count === 0 ? [] : [{ check, variable, level: "", count }];
  });
}
