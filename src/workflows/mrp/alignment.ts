/** What the checks of an alignment look at, and what a finding is. */
import { findColumn, gradeColumn, namesIn } from "../../data/index.js";
import type { Column, DataFrame, GradedColumn } from "../../data/index.js";
import type { ModelSpec } from "../../model/model-spec.js";

export interface Finding {
  readonly check: string;
  readonly variable: string;
  readonly level: string;
  /** Respondents for what stands on the survey's side, people or cells for the frame's. */
  readonly count: number | null;
  /** What may have happened, or a recode that would mend it. */
  readonly remark?: string;
}

export interface Alignment {
  readonly spec: ModelSpec;
  readonly data: DataFrame;
  readonly frame: DataFrame;
  /** Respondents in each row of the data: trials where the response has them; 0 for unused rows. */
  readonly respondents: Float64Array;
  readonly population: Float64Array;
}

export interface SharedVariable {
  readonly name: string;
  readonly survey: GradedColumn;
  readonly census: GradedColumn;
}

/** How many levels of one variable are listed before the rest is counted. */
const mostListed = 50;

/** Sum of sizes by label of a graded column. */
export function totalsByLabel(
  { codes, labels }: GradedColumn,
  sizes: Float64Array,
): Map<string, number> {
  const totals = new Map<string, number>();
  codes.forEach((code, row) => {
    if (code < 0) return;
    const label = labels[code]!;
    totals.set(label, (totals.get(label) ?? 0) + sizes[row]!);
  });
  return totals;
}

export const totalOf = (sizes: Float64Array): number => sizes.reduce((sum, size) => sum + size, 0);

/** The findings of one check and variable, the first of many and how many more. */
export function limitFindings(findings: readonly Finding[]): Finding[] {
  const listed = findings.slice(0, mostListed);
  const hidden = findings.length - listed.length;
  const [first] = findings;
  if (first === undefined || hidden === 0) return listed;
  const { check, variable } = first;
  return [...listed, { check, variable, level: `and ${hidden} more`, count: null }];
}

/** Numbers are categories where the model groups by them, and where the survey has just two of them. */
function isCategorical({ spec }: Alignment, column: Column, survey: GradedColumn): boolean {
  if (column.kind !== "numeric" || survey.labels.length === 2) return true;
  const components = spec.design.predictor.group.flatMap(({ factor }) => factor.name.split(":"));
  return components.includes(column.name);
}

/** Columns of the formula's right side that both tables hold as categories. */
export function sharedCategories(alignment: Alignment): SharedVariable[] {
  const { spec, data, frame } = alignment;
  return namesIn(spec.design.state.formula.terms).flatMap((name) => {
    const [mine, theirs] = [findColumn(data, name), findColumn(frame, name)];
    if (mine === undefined || theirs === undefined) return [];
    const survey = gradeColumn(mine);
    return isCategorical(alignment, mine, survey)
      ? [{ name, survey, census: gradeColumn(theirs) }]
      : [];
  });
}

/** A column that both tables have, as categories; undefined where one lacks it. */
export function sharedColumn({ data, frame }: Alignment, name: string): SharedVariable | undefined {
  const [mine, theirs] = [findColumn(data, name), findColumn(frame, name)];
  if (mine === undefined || theirs === undefined) return undefined;
  return { name, survey: gradeColumn(mine), census: gradeColumn(theirs) };
}
