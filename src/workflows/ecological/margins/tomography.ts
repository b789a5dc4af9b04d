/** Tomography: the line of rates that each unit's margins allow, and where on it a model puts the unit. */
import type { DiagnosticSink, Span } from "../../../diagnostics/index.js";
import type { Cell, ResultTable } from "../../../posterior/result-table.js";
import type { Poststratified } from "../../mrp/index.js";

interface UnitRates {
  /** People of both groups, and means of their rates. */
  readonly people: [number, number];
  readonly rates: [number, number];
}

interface Named {
  readonly groups: readonly [string, string];
  readonly outcome: string;
  readonly units: ReadonlyMap<string, UnitRates>;
}

/** Rows of two groups and two outcomes unit by unit; undefined for any other estimates. */
function readUnits({
  groupings,
  areas,
  population,
  draws,
  drawCount,
}: Poststratified): Named | undefined {
  const own = groupings.find(
    ({ by }) => by.length === 3 && by[1] === "group" && by[2] === "outcome",
  );
  if (own === undefined) return undefined;
  const labels = areas.slice(own.from, own.to) as (readonly [string, string, string])[];
  const groups = [...new Set(labels.map(([, group]) => group))];
  const outcomes = [...new Set(labels.map(([, , outcome]) => outcome))];
  const [first, second] = groups;
  if (first === undefined || second === undefined || groups.length > 2 || outcomes.length !== 2)
    return undefined;
  const units = new Map<string, UnitRates>();
  for (const [at, [unit, group, outcome]] of labels.entries()) {
    if (outcome !== outcomes[0]) continue;
    const found = units.get(unit) ?? { people: [0, 0], rates: [0, 0] };
    const area = own.from + at;
    const values = draws.subarray(area * drawCount, (area + 1) * drawCount);
    found.people[group === first ? 0 : 1] = population[area]!;
    found.rates[group === first ? 0 : 1] =
      values.reduce((sum, value) => sum + value, 0) / drawCount;
    units.set(unit, found);
  }
  return { groups: [first, second], outcome: outcomes[0]!, units };
}

/** Ends of the line t = x b1 + (1 - x) b2 in the unit square, by b1. */
function endsOf({ people: [a, b], rates: [b1, b2] }: UnitRates): [number, number][] {
  const x = a / (a + b);
  const t = x * b1 + (1 - x) * b2;
  const [low, high] = [Math.max(0, (t - (1 - x)) / x), Math.min(1, t / x)];
  return [low, high].map((rate) => [rate, (t - x * rate) / (1 - x)]);
}

/**
 * Three rows a unit: both ends of its line and the posterior mean on it. The line is that of the mean share of the
 * outcome; units of one group alone have none. Undefined after a report.
 */
export function tomography(
  estimates: Poststratified,
  sink: DiagnosticSink,
  span?: Span,
): ResultTable | undefined {
  const read = readUnits(estimates);
  if (read === undefined) {
    sink.report({
      code: "bad-argument",
      severity: "error",
      message: "tomography is of two groups and two outcomes, unit by unit",
      expected: "estimates = ecological(..., by_unit = true)",
      ...(span && { span }),
    });
    return undefined;
  }
  const { groups, outcome, units } = read;
  const rows = [...units].flatMap(([unit, own]): Cell[][] => {
    if (own.people[0] === 0 || own.people[1] === 0) return [];
    const [from, to] = endsOf(own) as [[number, number], [number, number]];
    return [
      [unit, "end", ...from],
      [unit, "mean", ...own.rates],
      [unit, "end", ...to],
    ];
  });
  return {
    kind: "table",
    title: `Tomography: share of ${outcome}`,
    columns: [
      { name: "unit", format: "text" },
      { name: "point", format: "text" },
      ...groups.map((name) => ({ name, format: "number" as const })),
    ],
    rows,
    notes: [
      "each unit's votes allow only rates on its line between the two ends; where on it the mean lies is the model's assumption",
    ],
    chart: { shape: "lines", x: groups[0], y: groups[1], group: "unit" },
  };
}
