/** The table of an answer: Bambi's columns, what was chosen below them, and how it is drawn. */
import { countOf, countText, findColumn } from "../../data/index.js";
import type { Column, DataFrame } from "../../data/index.js";
import type { Cell, ResultTable, TableChart, TableColumn } from "../../posterior/result-table.js";
import { families, links } from "../../vocabulary/index.js";
import type { AnswerPlan } from "./plan-answer.js";
import type { Asking } from "./question.js";
import type { AnswerSummary } from "./summarise-answer.js";

/** `summaries[(outcome * contrasts + contrast) * targetCount + target]`. */
export interface Answered {
  readonly plan: AnswerPlan;
  readonly summaries: readonly AnswerSummary[];
  readonly drawCount: number;
}

/** `3.0`, `97.0`, `2.5`: as Bambi writes the ends of an interval. */
function percentText(share: number): string {
  const percent = Number((100 * share).toFixed(4));
  return Number.isInteger(percent) ? percent.toFixed(1) : String(percent);
}

export function intervalNames({ probability }: Asking): readonly [lower: string, upper: string] {
  const tail = (1 - probability) / 2;
  return [`lower_${percentText(tail)}%`, `upper_${percentText(1 - tail)}%`];
}

function cellOf(column: Column, row: number): Cell {
  if (column.kind === "factor") return column.levels[column.codes[row]!] ?? null;
  if (column.kind === "text") return column.values[row] ?? null;
  const value = column.values[row]!;
  return Number.isNaN(value) ? null : value;
}

function formatOf(column: Column): TableColumn["format"] {
  if (column.kind !== "numeric") return "text";
  return column.values.every(Number.isInteger) ? "integer" : "number";
}

/** Columns of the rows that the table shows. */
function shownColumns({ question, rows, shown }: AnswerPlan): readonly Column[] {
  const { averageBy } = question;
  const names =
    averageBy === undefined
      ? rows.shown
      : averageBy === "all"
        ? []
        : averageBy.map(({ name }) => name);
  return names.flatMap((name) => findColumn(shown, name) ?? []);
}

/** The column of what a person chose, in answers of a model of totals. */
const outcomeColumn = "outcome";

/** Columns of the answer itself, before and after those of the rows. */
function ownColumns({ question, varied, spec }: AnswerPlan): {
  readonly before: readonly TableColumn[];
  readonly after: readonly TableColumn[];
} {
  const number = (name: string): TableColumn => ({ name, format: "number" });
  const text = (name: string): TableColumn => ({ name, format: "text" });
  const value = question.kind === "slopes" ? number("value") : text("value");
  return {
    before: varied ? [text("term"), text("estimate_type"), value] : [],
    after: [
      ...(spec.totals ? [text(outcomeColumn)] : []),
      ...["estimate", ...intervalNames(question)].map(number),
    ],
  };
}

/** A column of the data that has a name of the answer's own. */
function nameBeside(name: string, taken: ReadonlySet<string>): string {
  return taken.has(name) ? `${name}.data` : name;
}

/** The row's own value, where it is not averaged away. */
function ownValue({ question, varied }: AnswerPlan, frame: DataFrame, row: number): Cell {
  const own = varied && findColumn(frame, varied.variable.name);
  return own === undefined || question.averageBy !== undefined ? null : cellOf(own, row);
}

function rowsOf({ plan, summaries }: Answered, columns: readonly Column[]): Cell[][] {
  const { merged, varied, shown, spec } = plan;
  const { targets, examples } = merged;
  const targetCount = merged.starts.length - 1;
  const contrasts = varied?.contrasts ?? [undefined];
  const outcomes = spec.totals?.outcomes ?? [undefined];
  return contrasts.flatMap((contrast, place) =>
    Array.from(targets).flatMap((target, answer) => {
      const row = examples[answer]!;
      const value = contrast && (contrast.value ?? ownValue(plan, shown, row));
      const before = [
        ...(varied ? [varied.variable.name, varied.estimateType, value ?? null] : []),
        ...columns.map((column) => cellOf(column, row)),
      ];
      return outcomes.map((outcome, o): Cell[] => {
        const at = (o * contrasts.length + place) * targetCount + target;
        const { estimate, lower, upper } = summaries[at]!;
        return [...before, ...(outcome === undefined ? [] : [outcome]), estimate, lower, upper];
      });
    }),
  );
}

/** What the numbers are. */
function scaleInWords({ question, spec }: AnswerPlan): string {
  const { scale, trials } = question;
  if (spec.totals)
    return scale === "link"
      ? `scale = link: the score of each outcome, that of ${spec.totals.outcomes[spec.totals.reference]!} being zero`
      : "scale = response: a person's probability of each outcome";
  const { meanRange, trials: counts } = families[spec.family];
  if (scale === "link") return `scale = link: the linear predictor, ${links[spec.link].summary}`;
  if (scale === "response") {
    if (counts !== undefined)
      return "scale = response: the probability, a proportion of the trials and not a count";
    return `scale = response: the mean of the response${meanRange.upper === 1 ? ", between 0 and 1" : ""}`;
  }
  if (counts !== "given") return "scale = predictive: new responses";
  const number = trials && "name" in trials ? `\`${trials.name}\`` : String(trials?.value ?? 1);
  return `scale = predictive: successes in ${number} new ${number === "1" ? "trial" : "trials"}`;
}

function notesOf({ plan, drawCount }: Answered): string[] {
  const { question, rows, merged, varied } = plan;
  const { interval, probability, estimate, averageBy, weight } = question;
  const kind = interval === "hdi" ? "highest density interval" : "equal-tailed interval";
  const percent = Number((100 * probability).toFixed(4));
  const weighed = weight ? `weighted by \`${weight.name}\`` : "each of the same weight";
  return [
    ...rows.notes,
    ...(varied?.notes ?? []),
    scaleInWords(plan),
    `estimate: posterior ${estimate}; ${percent} % ${kind}, from ${countText(drawCount)} draws`,
    ...(averageBy === undefined
      ? []
      : [
          ...(rows.held === undefined ? [] : [rows.held]),
          `averages over ${countOf(merged.averaged, "row")}, ${weighed}, are taken within each draw`,
        ]),
  ];
}

/** First column along, second in colours, third in panels; undefined where nothing is told apart. */
function chartOf({ question, rows, varied, spec }: AnswerPlan, rename: (name: string) => string) {
  const { averageBy } = question;
  const several = varied !== undefined && varied.contrasts.length > 1;
  const named =
    averageBy === undefined
      ? rows.conditional
      : averageBy === "all"
        ? []
        : averageBy.map(({ name }) => name);
  if (named === undefined) return undefined;
  const told = [...named.map(rename), ...(several ? ["value"] : [])];
  const [x, group, panel] = spec.totals
    ? [...told.slice(0, 1), outcomeColumn, ...told.slice(1)]
    : told;
  if (x === undefined) return undefined;
  const [lower, upper] = intervalNames(question);
  const chart: TableChart = {
    shape: "intervals",
    x,
    y: "estimate",
    lower,
    upper,
    ...(group !== undefined && { group }),
    ...(panel !== undefined && { panel }),
    ...(varied?.none !== undefined && { none: varied.none }),
  };
  return chart;
}

const titles = {
  predictions: "Predictions",
  comparisons: "Comparisons",
  slopes: "Slopes",
} as const;

export function answerTable(answered: Answered): ResultTable {
  const { plan } = answered;
  const columns = shownColumns(plan);
  const { before, after } = ownColumns(plan);
  const taken = new Set([...before, ...after].map(({ name }) => name));
  const rename = (name: string): string => nameBeside(name, taken);
  const chart = chartOf(plan, rename);
  return {
    kind: "table",
    title: `${titles[plan.question.kind]} of ${plan.spec.name}: ${plan.spec.design.response.text}`,
    columns: [
      ...before,
      ...columns.map((column) => ({ name: rename(column.name), format: formatOf(column) })),
      ...after,
    ],
    rows: rowsOf(answered, columns),
    notes: notesOf(answered),
    ...(chart && { chart }),
  };
}
