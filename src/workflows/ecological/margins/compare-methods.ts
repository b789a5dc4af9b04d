/** All methods side by side, since they disagree on the same data. */
import type { DiagnosticSink, Span } from "../../../diagnostics/index.js";
import type { Cell, ResultTable } from "../../../posterior/result-table.js";
import { summaryCells } from "../../mrp/index.js";
import { boundsOf } from "./bounds.js";
import { goodmanRates, reportCollinear } from "./goodman.js";
import type { MarginsFit } from "./hierarchical/fit-margins.js";
import { marginsModelNames, marginsModels, type MarginsModelName } from "./hierarchical/models.js";
import { overallRates, type MarginsJudgement } from "./judge-fit.js";
import { caution, type Margins } from "./margins.js";

/** The models that suit so many groups and outcomes. */
export function suitableModels({ groups, outcomes }: Margins): readonly MarginsModelName[] {
  const twoByTwo = groups.length === 2 && outcomes.length === 2;
  return marginsModelNames.filter((name) => twoByTwo || !marginsModels[name].twoByTwo);
}

export interface JudgedFit {
  readonly fit: MarginsFit;
  readonly judgement: MarginsJudgement;
}

function rowsOfFit({ fit }: JudgedFit, interval: number): Cell[][] {
  const draws = fit.draws.map((draw) => overallRates(fit, draw));
  const cells = fit.margins.groups.length * fit.margins.outcomes.length;
  return Array.from({ length: cells }, (_, cell) => {
    const [mean, sd, , lower, upper] = summaryCells(
      Float64Array.from(draws, (rates) => rates[cell]!),
      interval,
    );
    return [fit.model, mean!, sd!, lower!, upper!];
  });
}

/** Group by group and outcome by outcome: bounds, Goodman's regression, every model. Undefined after a report. */
export function compareMethods(
  margins: Margins,
  fits: readonly JudgedFit[],
  { interval, span }: { readonly interval: number; readonly span?: Span },
  sink: DiagnosticSink,
): ResultTable | undefined {
  const bounds = boundsOf(margins);
  const goodman = goodmanRates(margins, true);
  if (goodman === undefined) {
    reportCollinear(margins, sink, span);
    return undefined;
  }
  const models = fits.map((fit) => rowsOfFit(fit, interval));
  const { groups, outcomes } = margins;
  const cells = groups.flatMap((group) => outcomes.map((outcome) => [group, outcome]));
  const rows = cells.flatMap((labels, cell): Cell[][] => [
    [...labels, "bounds", null, null, bounds.overallLower[cell]!, bounds.overallUpper[cell]!],
    [...labels, "goodman", goodman.rates[cell]!, goodman.standardErrors[cell]!, null, null],
    ...models.map((own) => [...labels, ...own[cell]!]),
  ]);
  const spread = cells.map((_, cell) => {
    const values = [goodman.rates[cell]!, ...models.map((own) => Number(own[cell]![1]))];
    return Math.max(...values) - Math.min(...values);
  });
  const widest = spread.indexOf(Math.max(...spread));
  const [group, outcome] = cells[widest]!;
  return {
    kind: "table",
    title: "Methods side by side",
    columns: [
      ...["group", "outcome", "method"].map((name) => ({ name, format: "text" as const })),
      ...["estimate", "sd", "lower", "upper"].map((name) => ({ name, format: "number" as const })),
    ],
    rows,
    notes: [
      `methods disagree by up to ${spread[widest]!.toFixed(3)}, about ${outcome} of ${group}; intervals of ${interval * 100} % hold only if the method's own assumption does`,
      ...fits.map(({ fit, judgement }) => `${fit.model}: ${judgement.line}`),
      caution,
      ...margins.remarks,
    ],
    chart: {
      shape: "intervals",
      x: "method",
      y: "estimate",
      lower: "lower",
      upper: "upper",
      group: "outcome",
      panel: "group",
    },
  };
}
