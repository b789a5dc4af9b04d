/** How much one area's value is above another's, from draws and not from intervals. */
import { countOf, listNames } from "../../data/index.js";
import { nearestName } from "../../diagnostics/index.js";
import type { DiagnosticSink, Span } from "../../diagnostics/index.js";
import type { Cell, ResultTable, TableChart } from "../../posterior/result-table.js";
import {
  areaChart,
  intervalChart,
  numberColumn,
  summaryCells,
  summaryNames,
} from "../mrp/index.js";
import type { Poststratified } from "../mrp/index.js";
import { areasOf, shareAbove, subtractDraws } from "./area-draws.js";
import type { AreaDraws } from "./area-draws.js";

export interface DifferencesOptions {
  /** Estimates of the same areas, subtracted area by area. */
  readonly other?: Poststratified;
  /** The area that all others are compared with; without it and `other`, all pairs of a grouping. */
  readonly reference?: string;
  /** Probability inside the interval; that of the estimates when not given. */
  readonly interval?: number;
  readonly span?: Span;
}

interface Pair {
  readonly labels: readonly string[];
  readonly a: AreaDraws;
  readonly b: AreaDraws;
}

function rowOf({ labels, a, b }: Pair, interval: number): Cell[] {
  const draws = subtractDraws(a, b);
  return [...labels, ...summaryCells(draws, interval), shareAbove(draws, 0)];
}

function place({ span }: DifferencesOptions): { readonly span?: Span } {
  return span === undefined ? {} : { span };
}

function allPairs(groupings: readonly (readonly AreaDraws[])[]): readonly Pair[] {
  return groupings.flatMap((areas) =>
    areas.flatMap((a, i) =>
      areas.slice(i + 1).map((b): Pair => ({ labels: [a.name, b.name], a, b })),
    ),
  );
}

/** Every other area of its fit against the one of that name, whatever their groupings. */
function againstReference(
  groupings: readonly (readonly AreaDraws[])[],
  options: DifferencesOptions,
  sink: DiagnosticSink,
): readonly Pair[] | undefined {
  const areas = groupings.flat();
  const { reference = "" } = options;
  const b = areas.find(({ name }) => name === reference);
  if (b !== undefined)
    return areas
      .filter((a) => a !== b && a.fit === b.fit)
      .map((a): Pair => ({ labels: [a.name, b.name], a, b }));
  const names = areas.map(({ name }) => name);
  const nearest = nearestName(reference, names);
  sink.report({
    code: "bad-argument",
    severity: "error",
    message: `the estimates have no area \`${reference}\``,
    expected: `one of ${listNames(names)}`,
    found: reference,
    ...(nearest !== undefined && { help: `did you mean \`${nearest}\`?` }),
    ...place(options),
  });
  return undefined;
}

/** The same areas of two estimates; those that only one has are named in a warning. */
function againstOther(
  estimates: Poststratified,
  other: Poststratified,
  options: DifferencesOptions,
  sink: DiagnosticSink,
): readonly Pair[] | undefined {
  const theirs = new Map(
    areasOf(other)
      .flat()
      .map((area) => [area.name, area]),
  );
  const mine = areasOf(estimates).flat();
  const pairs = mine.flatMap((a): Pair[] => {
    const b = theirs.get(a.name);
    return b === undefined ? [] : [{ labels: a.labels, a, b }];
  });
  const sameColumns = estimates.by.join() === other.by.join();
  if (!sameColumns || pairs.length === 0) {
    sink.report({
      code: "bad-argument",
      severity: "error",
      message: "the two estimates have no area in common",
      expected: `estimates by ${listNames(estimates.by)}`,
      found: `estimates by ${listNames(other.by)}`,
      ...place(options),
    });
    return undefined;
  }
  const matched = new Set(pairs.map(({ a }) => a.name));
  const alone = [...mine.map(({ name }) => name), ...theirs.keys()].filter(
    (name) => !matched.has(name),
  );
  if (alone.length > 0)
    sink.report({
      code: "area-without-partner",
      severity: "warning",
      message: `${countOf(alone.length, "area")} of only one of the estimates ${alone.length === 1 ? "is" : "are"} left out: ${listNames(alone)}`,
      ...place(options),
    });
  return pairs;
}

function choosePairs(
  estimates: Poststratified,
  options: DifferencesOptions,
  sink: DiagnosticSink,
): readonly Pair[] | undefined {
  const { other, reference } = options;
  if (other !== undefined) return againstOther(estimates, other, options, sink);
  const groupings = areasOf(estimates);
  if (reference !== undefined) return againstReference(groupings, options, sink);
  const pairs = allPairs(groupings);
  if (pairs.length > 0) return pairs;
  sink.report({
    code: "bad-argument",
    severity: "error",
    message: "the estimates are of one area, so that there are no differences",
    expected: "estimates by areas: poststratify(..., by = ...)",
    ...place(options),
  });
  return undefined;
}

function chartOf(
  estimates: Poststratified,
  { other, reference }: DifferencesOptions,
  interval: number,
): TableChart | undefined {
  const chart = { ...intervalChart(interval), none: 0 };
  if (other !== undefined) return areaChart(estimates, chart);
  return { ...chart, x: "area", ...(reference === undefined && { panel: "minus" }) };
}

function notesOf(pairs: readonly Pair[], { other }: DifferencesOptions): string[] {
  const whole =
    other === undefined ? "area minus the other" : "the first estimates minus the others";
  const independent = pairs.filter(({ a, b }) => a.fit !== b.fit).length;
  return [
    `${whole}; probability: that the difference is above zero`,
    ...(independent > 0
      ? [
          `${independent === pairs.length ? "the estimates are" : `${countOf(independent, "pair")} are`} of different fits: their draws are taken as independent`,
        ]
      : []),
  ];
}

/**
 * Mean, sd, median and interval of differences and the probability that they are above zero: of all
 * pairs of areas of a grouping, of every area and a reference, or of two estimates area by area.
 * Undefined after a report.
 */
export function differences(
  estimates: Poststratified,
  options: DifferencesOptions,
  sink: DiagnosticSink,
): ResultTable | undefined {
  const { other, interval = estimates.interval } = options;
  const pairs = choosePairs(estimates, options, sink);
  if (pairs === undefined) return undefined;
  const chart = chartOf(estimates, options, interval);
  const names = other === undefined ? ["area", "minus"] : estimates.by;
  return {
    kind: "table",
    title: `Differences between ${other === undefined ? "areas" : "estimates"}`,
    columns: [
      ...names.map((name) => ({ name, format: "text" as const })),
      ...[...summaryNames(interval), "probability"].map(numberColumn),
    ],
    rows: pairs.map((pair) => rowOf(pair, interval)),
    notes: notesOf(pairs, options),
    ...(chart && { chart }),
  };
}
