/** Areas that the survey has not reached, that lack a predictor, or whose sizes look mislabelled. */
import { countText, findColumn, gradeColumn, groupRows, namesIn } from "../../data/index.js";
import { limitFindings, sharedColumn, totalOf, totalsByLabel } from "./alignment.js";
import type { Alignment, Finding } from "./alignment.js";

/** Fewer expected respondents than this may be none by chance: e^-3 = 5 %. */
const surprising = 3;

export function areasWithoutRespondents(alignment: Alignment, by: readonly string[]): Finding[] {
  const { respondents, population } = alignment;
  const rate = totalOf(respondents) / totalOf(population);
  return by.flatMap((variable) => {
    const shared = sharedColumn(alignment, variable);
    if (shared === undefined) return [];
    const asked = totalsByLabel(shared.survey, respondents);
    const silent = [...totalsByLabel(shared.census, population)].filter(
      ([area]) => !((asked.get(area) ?? 0) > 0),
    );
    return limitFindings(
      silent.map(([level, count]) => {
        const expected = Math.round(rate * count);
        const remark = `about ${countText(expected)} in a fair sample`;
        const check = "area without respondents";
        return { check, variable, level, count, ...(expected >= surprising && { remark }) };
      }),
    );
  });
}

/** Areas some of whose cells lack a predictor that the model has. */
export function areasWithoutPredictor(
  { spec, data, frame }: Alignment,
  by: readonly string[],
): Finding[] {
  return by.flatMap((area) => {
    const areas = findColumn(frame, area);
    if (areas === undefined) return [];
    return namesIn(spec.design.state.formula.terms).flatMap((variable) => {
      const column = findColumn(data, variable) && findColumn(frame, variable);
      if (column === undefined || variable === area) return [];
      const missing = groupRows(frame, [column]).index.map((group) => Number(group < 0));
      const cells = totalsByLabel(gradeColumn(areas), Float64Array.from(missing));
      const without = [...cells].filter(([, count]) => count > 0);
      const check = "area without predictor";
      return limitFindings(
        without.map(([level, count]) => ({ check, variable, level: `${area} ${level}`, count })),
      );
    });
  });
}

/** Ranks from one, the mean rank where values are equal. */
function ranksOf(values: readonly number[]): number[] {
  const sorted = values.toSorted((left, right) => left - right);
  return values.map((value) => (sorted.indexOf(value) + sorted.lastIndexOf(value)) / 2 + 1);
}

/** Spearman's: the correlation of ranks. */
function rankCorrelation(left: readonly number[], right: readonly number[]): number {
  const middle = (left.length + 1) / 2;
  const [mine, theirs] = [ranksOf(left), ranksOf(right)];
  let [product, square, other] = [0, 0, 0];
  mine.forEach((rank, place) => {
    const [a, b] = [rank - middle, theirs[place]! - middle];
    product += a * b;
    square += a * a;
    other += b * b;
  });
  return product / Math.sqrt(square * other);
}

/** With ten areas a rank correlation of .4 is within chance of none; most surveys have above .9. */
const fewestAreas = 10;
const weakestCorrelation = 0.4;
/** Variance of sizes over their mean: about one where a survey took as many from every area. */
const leastDispersion = 5;

function dispersion(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  return squares / (values.length - 1) / mean;
}

/** How labels of areas that were shifted or mixed up show: large areas with few respondents. */
export function unrelatedSizes(alignment: Alignment, by: readonly string[]): Finding[] {
  return by.flatMap((variable) => {
    const shared = sharedColumn(alignment, variable);
    if (shared === undefined) return [];
    const asked = totalsByLabel(shared.survey, alignment.respondents);
    const people = totalsByLabel(shared.census, alignment.population);
    const areas = [...asked].filter(([area, count]) => count > 0 && (people.get(area) ?? 0) > 0);
    const sizes = areas.map(([, count]) => count);
    if (sizes.length < fewestAreas || dispersion(sizes) < leastDispersion) return [];
    const correlation = rankCorrelation(
      sizes,
      areas.map(([area]) => people.get(area)!),
    );
    if (correlation >= weakestCorrelation) return [];
    const remark = `rank correlation ${correlation.toFixed(2)} over ${areas.length} areas: are the survey's labels those of the frame?`;
    return [{ check: "area sizes unrelated", variable, level: "", count: null, remark }];
  });
}
