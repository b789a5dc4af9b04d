/** Groups of people by outcome, from a fit of totals: averaged over the people in every draw, then summarised. */
import {
  countOf,
  findColumn,
  groupRows,
  reportUnknownColumn,
  selectRows,
  type RowGroups,
} from "../../../data/index.js";
import type { DiagnosticSink, Span } from "../../../diagnostics/index.js";
import type { Name } from "../../../language/ast.js";
import { quantile } from "../../../math/index.js";
import type { TotalsSpec } from "../../../model/index.js";
import type { Posterior } from "../../../posterior/posterior.js";
import type { ResultTable } from "../../../posterior/result-table.js";
import { openOutcomeShares } from "./outcome-shares.js";

export interface CrosstabOptions {
  /** Columns of the people whose crossing makes the groups; all of them together when empty. */
  readonly by: readonly Name[];
  /** Probability inside the interval. */
  readonly interval: number;
  readonly span: Span;
}

/** Draws are thinned where all of them over all people would be more probabilities than this. */
const mostProbabilities = 2_000_000_000;

interface Groups {
  readonly groups: RowGroups;
  readonly people: Float64Array;
}

function groupPeople(
  { model }: Posterior,
  { weights }: TotalsSpec,
  by: readonly Name[],
  sink: DiagnosticSink,
): Groups | undefined {
  const { origin, design } = model.spec;
  const frame = selectRows(origin.frame, design.rows, origin.frame.name);
  const columns = by.map(({ text }) => findColumn(frame, text));
  by.forEach(({ text, span }, at) => {
    if (!columns[at]) reportUnknownColumn(frame, text, span, sink);
  });
  const found = columns.filter((column) => column !== undefined);
  if (found.length < columns.length) return undefined;
  const groups = groupRows(frame, found);
  const people = new Float64Array(groups.count);
  groups.index.forEach((group, i) => {
    if (group >= 0) people[group]! += weights[i]!;
  });
  return { groups, people };
}

/** `[(group × outcomes + outcome) × draws + draw]`. */
function averageDraws(
  posterior: Posterior,
  totals: TotalsSpec,
  { groups, people }: Groups,
  step: number,
): Float64Array {
  const { draws } = posterior;
  const shares = openOutcomeShares(posterior, totals);
  const width = totals.outcomes.length;
  const given = draws.chains * draws.drawsPerChain;
  const count = Math.ceil(given / step);
  const result = new Float64Array(groups.count * width * count);
  const p = new Float64Array(shares.rowCount * width);
  const parameters = draws.parameters.length;
  for (let d = 0; d < count; d++) {
    const at = d * step * parameters;
    shares.evaluate(draws.values.subarray(at, at + parameters), p);
    for (let i = 0; i < shares.rowCount; i++) {
      const group = groups.index[i]!;
      if (group < 0) continue;
      const weight = totals.weights[i]! / people[group]!;
      for (let c = 0; c < width; c++)
        result[(group * width + c) * count + d]! += weight * p[i * width + c]!;
    }
  }
  return result;
}

function rowsOf(
  { groups, people }: Groups,
  { outcomes }: TotalsSpec,
  draws: Float64Array,
  interval: number,
): ResultTable["rows"] {
  const count = draws.length / (groups.count * outcomes.length);
  const tail = (1 - interval) / 2;
  return Array.from({ length: groups.count * outcomes.length }, (_, at) => {
    const group = Math.floor(at / outcomes.length);
    const own = draws.slice(at * count, (at + 1) * count);
    const mean = own.reduce((sum, value) => sum + value, 0) / count;
    const sorted = own.sort();
    return [
      ...groups.labelsOf(group),
      outcomes[at % outcomes.length]!,
      people[group]!,
      mean,
      quantile(sorted, tail),
      quantile(sorted, 1 - tail),
    ];
  });
}

/** Undefined after reporting an unknown column. */
export function crosstab(
  posterior: Posterior,
  { by, interval, span }: CrosstabOptions,
  sink: DiagnosticSink,
): ResultTable | undefined {
  const { totals, name, origin } = posterior.model.spec;
  if (!totals) {
    sink.report({
      code: "not-of-totals",
      severity: "error",
      message: `${name} has a response in every row, so that its groups are estimated by poststratify`,
      span,
      expected: "a fit of a model with `aggregate by`",
    });
    return undefined;
  }
  const grouped = groupPeople(posterior, totals, by, sink);
  if (!grouped) return undefined;
  const given = posterior.draws.chains * posterior.draws.drawsPerChain;
  const size = totals.unit.length * totals.outcomes.length;
  const step = Math.max(1, Math.ceil((given * size) / mostProbabilities));
  const draws = averageDraws(posterior, totals, grouped, step);
  const names = by.map(({ text }) => text);
  const number = (column: string) => ({ name: column, format: "number" as const });
  return {
    kind: "table",
    title: `${name}: ${names.length === 0 ? "everybody" : names.join(" × ")} by outcome`,
    columns: [
      ...[...names, "outcome"].map((column) => ({ name: column, format: "text" as const })),
      { name: "people", format: "integer" },
      ...["mean", "lower", "upper"].map(number),
    ],
    rows: rowsOf(grouped, totals, draws, interval),
    notes: [
      `shares of ${countOf(totals.unit.length, "row")} of ${origin.frame.name} averaged in each of ${countOf(Math.ceil(given / step), "draw")}; intervals of ${100 * interval} %`,
      `${totals.unitsName} counts units, not people: that the same groups vote alike in all units, as far as the formula does not say otherwise, is assumed and cannot be seen`,
    ],
    chart: {
      shape: "intervals",
      x: names[0] ?? "outcome",
      y: "mean",
      lower: "lower",
      upper: "upper",
      ...(names.length > 0 && { group: "outcome" }),
      ...(names[1] !== undefined && { panel: names[1] }),
    },
  };
}
