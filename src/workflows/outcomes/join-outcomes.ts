/** Estimates of several outcomes as one table of estimates. */
import { countOf, listNames } from "../../data/index.js";
import { estimatesTable, joinShares } from "../mrp/index.js";
import type { Grouping, Poststratified } from "../mrp/index.js";

export interface OutcomeEstimates {
  readonly name: string;
  readonly estimates: Poststratified;
  /** Whether the fit says that it is not to be trusted. */
  readonly flagged: boolean;
}

/** So many draws of every area, spread evenly over those that there are. */
function thin({ draws, drawCount, areas }: Poststratified, kept: number): Float64Array {
  if (kept === drawCount) return draws;
  return Float64Array.from({ length: areas.length * kept }, (_, place) => {
    const draw = Math.floor(((place % kept) * drawCount) / kept);
    return draws[Math.floor(place / kept) * drawCount + draw]!;
  });
}

function concatenate(parts: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let from = 0;
  for (const part of parts) {
    all.set(part, from);
    from += part.length;
  }
  return all;
}

const outcomeColumn = "outcome";

function placeGroupings(parts: readonly OutcomeEstimates[]): readonly Grouping[] {
  let first = 0;
  return parts.flatMap(({ estimates }) => {
    const start = first;
    first += estimates.areas.length;
    return estimates.groupings.map(({ by, from, to, fit }): Grouping => ({
      by: [outcomeColumn, ...by],
      from: start + from,
      to: start + to,
      fit,
    }));
  });
}

export function joinOutcomes(parts: readonly OutcomeEstimates[]): Poststratified {
  const all = parts.map(({ estimates }) => estimates);
  const [one] = all;
  if (one === undefined) throw new Error("no outcome has estimates");
  const drawCount = Math.min(...all.map((estimates) => estimates.drawCount));
  const raw = joinShares(
    all.map((estimates) => estimates.raw),
    all.map(({ areas }) => areas.length),
  );
  const joined = {
    kind: "estimates",
    by: [outcomeColumn, ...one.by],
    groupings: placeGroupings(parts),
    areas: parts.flatMap(({ name, estimates }) =>
      estimates.areas.map((labels) => [name, ...labels]),
    ),
    population: concatenate(all.map(({ population }) => population)),
    drawCount,
    draws: concatenate(all.map((estimates) => thin(estimates, drawCount))),
    interval: one.interval,
    ...(raw && { raw }),
    ...(one.alignment && { alignment: one.alignment }),
  } as const;
  const doubtful = parts.filter(({ flagged }) => flagged).map(({ name }) => name);
  const notes = [
    `${countOf(parts.length, "outcome")}, each with a fit and respondents of its own; their draws are independent`,
    ...(doubtful.length > 0 ? [`not to be trusted: the fits of ${listNames(doubtful)}`] : []),
  ];
  const table = estimatesTable(joined, notes);
  return { ...joined, table: doubtful.length > 0 ? { ...table, doubtful: true } : table };
}
