/** A sample beside its population, variable by variable: who is missing from it and who is too many. */
import { countOf, groupRows } from "../../data/index.js";
import type { DataFrame } from "../../data/index.js";
import type { DiagnosticSink } from "../../diagnostics/index.js";
import type { Cell, ResultTable, TableColumn } from "../../posterior/result-table.js";
import { keyOf, labelsOfKey, marginName, populationMargin } from "./population-margins.js";
import type { PopulationMargin } from "./population-margins.js";
import { sampleColumns } from "./read-margins.js";
import { readSizesOrOnes } from "./read-sizes.js";
import type { ColumnName } from "./read-sizes.js";

export interface DescribeQuestion {
  readonly sample: DataFrame;
  readonly frame: DataFrame;
  readonly by: readonly (readonly ColumnName[])[];
  /** Column of the frame with the number of people; one a row when absent. */
  readonly weight?: ColumnName;
  /** Respondents in each row of the sample; one each when absent. */
  readonly count?: ColumnName;
  /** Weights of the sample's respondents; absent: unweighted shares alone. */
  readonly surveyWeight?: ColumnName;
}

interface LevelShares {
  readonly level: string;
  readonly respondents: number;
  readonly sample: number;
  /** Equal to `sample` without weights. */
  readonly weighted: number;
  readonly population: number;
}

interface Sizes {
  readonly counts: Float64Array;
  readonly weights: Float64Array;
}

/** Every level of either side, the population's first and in its order. */
function compareLevels(
  sample: DataFrame,
  { counts, weights }: Sizes,
  margin: PopulationMargin,
  sink: DiagnosticSink,
): { readonly levels: readonly LevelShares[]; readonly unknown: number } | undefined {
  const columns = sampleColumns(sample, [margin.variables], sink);
  if (columns === undefined) return undefined;
  const groups = groupRows(sample, columns);
  const sums = new Map(
    [...margin.totals.keys()].map((key) => [key, { respondents: 0, weighted: 0 }]),
  );
  const keys = Array.from({ length: groups.count }, (_, group) => keyOf(groups.labelsOf(group)));
  let [respondents, total, unknown] = [0, 0, 0];
  groups.index.forEach((group, row) => {
    if (group < 0) {
      unknown += counts[row]!;
      return;
    }
    const key = keys[group]!;
    const sum = sums.get(key) ?? { respondents: 0, weighted: 0 };
    sums.set(key, sum);
    sum.respondents += counts[row]!;
    sum.weighted += counts[row]! * weights[row]!;
    respondents += counts[row]!;
    total += counts[row]! * weights[row]!;
  });
  const levels = [...sums].map(([key, sum]) => ({
    level: labelsOfKey(key).join(", "),
    respondents: sum.respondents,
    sample: sum.respondents / respondents,
    weighted: sum.weighted / total,
    population: (margin.totals.get(key) ?? 0) / margin.total,
  }));
  return { levels, unknown };
}

function columnsOf(weighted: boolean): TableColumn[] {
  const column = (name: string): TableColumn => ({
    name,
    format: name.endsWith("ratio") ? "number" : "percent",
  });
  return [
    { name: "variable", format: "text" },
    { name: "level", format: "text" },
    { name: "respondents", format: "integer" },
    ...["sample", "population", "difference", "ratio"].map(column),
    ...(weighted ? ["weighted", "weighted_difference", "weighted_ratio"].map(column) : []),
  ];
}

function rowOf(variable: string, shares: LevelShares, weighted: boolean): Cell[] {
  const { level, respondents, population } = shares;
  const against = (share: number): Cell[] => [
    share - population,
    population > 0 ? share / population : null,
  ];
  return [
    variable,
    level,
    respondents,
    shares.sample,
    population,
    ...against(shares.sample),
    ...(weighted ? [shares.weighted, ...against(shares.weighted)] : []),
  ];
}

/** Half the sum of absolute differences of shares: how much of the sample is in the wrong level. */
function dissimilarity(levels: readonly LevelShares[], side: "sample" | "weighted"): string {
  const gap = levels.reduce((sum, shares) => sum + Math.abs(shares[side] - shares.population), 0);
  return `${(50 * gap).toFixed(1)} %`;
}

interface Described {
  readonly variable: string;
  readonly levels: readonly LevelShares[];
  readonly unknown: number;
}

function notesOf(described: readonly Described[], weighted: boolean): string[] {
  const gaps = described.map(({ variable, levels }) => {
    const after = weighted ? `, weighted ${dissimilarity(levels, "weighted")}` : "";
    return `${variable} ${dissimilarity(levels, "sample")}${after}`;
  });
  const unknown = described
    .filter((variable) => variable.unknown > 0)
    .map(
      (one) =>
        `${countOf(one.unknown, "respondent")} without a value of ${one.variable} not counted`,
    );
  return [
    `share of respondents in another level than the population: ${gaps.join("; ")}`,
    ...unknown,
  ];
}

/** One row for each variable and level; undefined after a report. */
export function describeSample(
  question: DescribeQuestion,
  sink: DiagnosticSink,
): ResultTable | undefined {
  const { sample, frame, by, weight, count, surveyWeight } = question;
  const purpose = "the number of respondents";
  const counts = readSizesOrOnes(sample, count, { purpose, whole: true }, sink);
  const weights = readSizesOrOnes(sample, surveyWeight, { purpose: "the weight" }, sink);
  const margins = by.map((variables) => populationMargin([frame], variables, weight, sink));
  if (counts === undefined || weights === undefined) return undefined;
  const compared = margins.map((margin) =>
    margin ? compareLevels(sample, { counts, weights }, margin, sink) : undefined,
  );
  if (!compared.every((one) => one !== undefined)) return undefined;
  const described = compared.map((one, place): Described => {
    return { ...one, variable: marginName(by[place]!) };
  });
  const weighted = surveyWeight !== undefined;
  return {
    kind: "table",
    title: `${sample.name} against ${frame.name}`,
    columns: columnsOf(weighted),
    rows: described.flatMap(({ variable, levels }) =>
      levels.map((shares) => rowOf(variable, shares, weighted)),
    ),
    notes: notesOf(described, weighted),
    chart: {
      shape: "bars",
      x: "level",
      y: weighted ? "weighted" : "sample",
      beside: "population",
      panel: "variable",
    },
  };
}
