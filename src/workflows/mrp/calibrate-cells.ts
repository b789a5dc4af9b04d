/** Makes the cells' means of every draw add up to what is known of their areas. */
import { countOf, countText, listNames, numberLabel, rowLocation } from "../../data/index.js";
import type { DiagnosticSink } from "../../diagnostics/index.js";
import type { CellGrouping, AreaCells } from "./area-cells.js";
import { areaKey, impossibility } from "./known-totals.js";
import type { ReadTotals } from "./known-totals.js";
import { shiftToTarget } from "./shift-logits.js";
import type { KnownArea } from "./shift-logits.js";
import type { AdjustMeans } from "./stream-areas.js";

interface NamedArea extends KnownArea {
  readonly name: string;
}

/** First cell of each area and the end of the last: the columns of the totals sort the strata. */
function cellBounds({ areaOf, areas }: CellGrouping, starts: Int32Array): Int32Array {
  const bounds = new Int32Array(areas.length + 1);
  areaOf.forEach((area, stratum) => (bounds[area + 1] = starts[stratum + 1]!));
  return bounds;
}

function reportImpossible(
  reason: string,
  name: string,
  row: number,
  { totals, unit, valueOf }: ReadTotals,
  key: string,
  sink: DiagnosticSink,
): void {
  sink.report({
    code: "impossible-total",
    severity: "error",
    message: `the known total of ${name} is impossible: ${reason}`,
    expected:
      unit === "share"
        ? "a share above 0 and below 1"
        : "a number of people above 0 and below the area's population; shares where none is above 1",
    found: numberLabel(valueOf.get(key)!.value),
    ...(totals.span !== undefined && { span: totals.span }),
    ...rowLocation(totals.frame, row),
  });
}

const nameOf = (labels: readonly string[]): string =>
  labels.length === 0 ? "the whole population" : `\`${labels.join(", ")}\``;

/** Areas with a total that they can have; undefined where one was reported that they cannot. */
function matchTotals(
  grouping: CellGrouping,
  starts: Int32Array,
  read: ReadTotals,
  sink: DiagnosticSink,
): readonly NamedArea[] | undefined {
  const bounds = cellBounds(grouping, starts);
  let [asked, matched] = [0, 0];
  const known = grouping.areas.flatMap((labels, area): NamedArea[] => {
    const key = areaKey(labels);
    const entry = read.valueOf.get(key);
    if (entry === undefined) return [];
    asked++;
    const population = grouping.population[area]!;
    const reason = impossibility(entry.value, read.unit, population);
    const name = nameOf(labels);
    if (reason !== undefined) {
      reportImpossible(reason, name, entry.row, read, key, sink);
      return [];
    }
    matched++;
    const target = read.unit === "share" ? entry.value : entry.value / population;
    return [{ name, target, from: bounds[area]!, to: bounds[area + 1]! }];
  });
  return matched === asked ? known : undefined;
}

/** Names what stands on one side only. */
function noteUnmatched(grouping: CellGrouping, read: ReadTotals, sink: DiagnosticSink): void {
  const { totals, valueOf } = read;
  const place = totals.span === undefined ? {} : { span: totals.span };
  const keys = grouping.areas.map(areaKey);
  const open = grouping.areas.filter((labels) => !valueOf.has(areaKey(labels)));
  const strange = [...valueOf.keys()].filter((key) => !keys.includes(key));
  if (open.length > 0)
    sink.report({
      code: "area-without-total",
      severity: "note",
      message: `${countOf(open.length, "area")} without a known total ${open.length === 1 ? "stays" : "stay"} as the model has ${open.length === 1 ? "it" : "them"}: ${listNames(open.map((labels) => labels.join(", ")))}`,
      ...place,
    });
  if (strange.length > 0)
    sink.report({
      code: "area-without-partner",
      severity: "warning",
      message: `${countOf(strange.length, "known total")} of \`${totals.frame.name}\` ${strange.length === 1 ? "is" : "are"} of no area of the population: ${listNames(strange.map((key) => (JSON.parse(key) as string[]).join(", ")))}`,
      ...place,
    });
}

/** So few successes among so many people, in every area, are more likely percentages. */
const [largestPercentage, manyPeople] = [100, 10_000];

function warnOfPercentages(
  { areas, population }: CellGrouping,
  { totals, unit, valueOf }: ReadTotals,
  sink: DiagnosticSink,
): void {
  const known = areas.flatMap((labels, area) => {
    const entry = valueOf.get(areaKey(labels));
    return entry === undefined ? [] : [{ value: entry.value, people: population[area]! }];
  });
  if (unit === "share" || known.length === 0) return;
  if (!known.every(({ value, people }) => value <= largestPercentage && people >= manyPeople))
    return;
  sink.report({
    code: "totals-like-percentages",
    severity: "warning",
    message: `the known totals of \`${totals.frame.name}\` are taken as numbers of people, of whom there are at most ${largestPercentage} in any area: they look like percentages`,
    expected: "shares between 0 and 1, or numbers of people",
    help: "divide percentages by 100",
    ...(totals.span !== undefined && { span: totals.span }),
  });
}

/** Each cell's share in the population of its area. */
function sharesOfAreas(areas: readonly KnownArea[], population: Float64Array): Float64Array {
  const shares = new Float64Array(population.length);
  for (const { from, to } of areas) {
    const total = population.subarray(from, to).reduce((sum, value) => sum + value, 0);
    for (let cell = from; cell < to; cell++) shares[cell] = population[cell]! / total;
  }
  return shares;
}

export interface Calibration {
  readonly adjust: AdjustMeans;
  /** A line for below the table. */
  readonly note: string;
}

/**
 * Shifts the logits of an area's cells by one number a draw, so that their average is the known share.
 * `grouping` is the totals' own, and the cells are sorted by it. Undefined after a report.
 */
export function openCalibration(
  cells: Pick<AreaCells, "starts" | "cellPopulation">,
  grouping: CellGrouping,
  read: ReadTotals,
  sink: DiagnosticSink,
): Calibration | undefined {
  const areas = matchTotals(grouping, cells.starts, read, sink);
  if (areas === undefined) return undefined;
  noteUnmatched(grouping, read, sink);
  warnOfPercentages(grouping, read, sink);
  const shares = sharesOfAreas(areas, cells.cellPopulation);
  const adjust: AdjustMeans = (means, draw) => {
    for (const area of areas) {
      if (shiftToTarget(shares, means, area)) continue;
      sink.report({
        code: "impossible-total",
        severity: "error",
        message: `the known total of ${area.name} cannot be reached: draw ${countText(draw + 1)} gives its cells probabilities of 0 and 1`,
        found: numberLabel(area.target),
        ...(read.totals.span !== undefined && { span: read.totals.span }),
      });
      return false;
    }
    return true;
  };
  const unit = read.unit === "share" ? "shares" : "counts";
  const note = `${countOf(areas.length, "area")} calibrated to known ${unit}: in every draw one shift of the logits of an area's cells`;
  return { adjust, note };
}
