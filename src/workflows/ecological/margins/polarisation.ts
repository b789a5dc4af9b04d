/** Racially polarised voting: whom each group chose, and how far groups are apart, from the draws. */
import type { DiagnosticSink, Span } from "../../../diagnostics/index.js";
import type { Cell, ResultTable } from "../../../posterior/result-table.js";
import { numberColumn, quantileName, summaryCells } from "../../mrp/index.js";
import type { Poststratified } from "../../mrp/index.js";
import { caution } from "./margins.js";

export interface PolarisationOptions {
  /** Outcomes that are no vote for anyone; shares are then of those who voted. */
  readonly noVote: readonly string[];
  /** A difference above this, either way, counts as polarised. */
  readonly threshold: number;
  readonly interval: number;
  readonly span?: Span;
}

interface GroupShares {
  readonly group: string;
  /** Draws of the share of each outcome. */
  readonly shares: ReadonlyMap<string, Float64Array>;
}

/** The draws of every group over all units; undefined where the estimates are of something else. */
function readShares({ groupings, areas, draws, drawCount }: Poststratified): GroupShares[] {
  const whole = groupings.find(({ by }) => by.join() === "group,outcome");
  const found = new Map<string, Map<string, Float64Array>>();
  for (let area = whole?.from ?? 0; area < (whole?.to ?? 0); area++) {
    const [group, outcome] = areas[area]!.slice(-2) as [string, string];
    const shares = found.get(group) ?? new Map<string, Float64Array>();
    shares.set(outcome, draws.subarray(area * drawCount, (area + 1) * drawCount));
    found.set(group, shares);
  }
  return [...found].map(([group, shares]) => ({ group, shares }));
}

/** Shares among those who voted: b / (1 - b of no vote), draw by draw. */
function amongVoters({ group, shares }: GroupShares, noVote: readonly string[]): GroupShares {
  const left = noVote.map((outcome) => shares.get(outcome)!);
  const kept = [...shares].filter(([outcome]) => !noVote.includes(outcome));
  const voted = (draw: number): number => 1 - left.reduce((sum, own) => sum + own[draw]!, 0);
  const adjusted = kept.map(
    ([outcome, own]) => [outcome, own.map((share, draw) => share / voted(draw))] as const,
  );
  return { group, shares: new Map(adjusted) };
}

/** Share of the draws in which an outcome has more than every other. */
function chanceOfFirst(shares: GroupShares["shares"], outcome: string): number {
  const own = shares.get(outcome)!;
  const others = [...shares].filter(([name]) => name !== outcome).map(([, draws]) => draws);
  let count = 0;
  for (const [draw, share] of own.entries())
    if (others.every((other) => other[draw]! < share)) count++;
  return count / own.length;
}

const orNone = (value: number): Cell => (Number.isFinite(value) ? value : null);

function choiceRows({ group, shares }: GroupShares, interval: number): Cell[][] {
  return [...shares].map(([outcome, draws]) => {
    const cells = summaryCells(draws, interval);
    return ["share", group, outcome, ...cells.map(orNone), chanceOfFirst(shares, outcome)];
  });
}

function differenceRows(
  left: GroupShares,
  right: GroupShares,
  { interval, threshold }: PolarisationOptions,
): Cell[][] {
  return [...left.shares].map(([outcome, own]) => {
    const other = right.shares.get(outcome)!;
    const difference = own.map((share, draw) => share - other[draw]!);
    const beyond = difference.filter((value) => Math.abs(value) > threshold).length;
    const cells = summaryCells(difference, interval);
    const pair = `${left.group} - ${right.group}`;
    return ["difference", pair, outcome, ...cells.map(orNone), beyond / difference.length];
  });
}

/**
 * Whom each group chose with what probability, and the differences of all pairs of groups with the probability
 * that they are beyond the threshold. Undefined after a report.
 */
export function polarisation(
  estimates: Poststratified,
  options: PolarisationOptions,
  sink: DiagnosticSink,
): ResultTable | undefined {
  const read = readShares(estimates);
  const unknown = options.noVote.find((name) => read.some(({ shares }) => !shares.has(name)));
  if (read.length < 2 || unknown !== undefined) {
    sink.report({
      code: "bad-argument",
      severity: "error",
      message:
        unknown === undefined
          ? "these are no estimates of how groups voted"
          : `\`${unknown}\` is no outcome of the estimates`,
      expected:
        unknown === undefined
          ? "estimates = ecological(...)"
          : [...(read[0]?.shares.keys() ?? [])].join(", "),
      ...(options.span && { span: options.span }),
    });
    return undefined;
  }
  const groups = read.map((group) => amongVoters(group, options.noVote));
  const pairs = groups.flatMap((left, at) =>
    groups.slice(at + 1).map((right) => [left, right] as const),
  );
  const tail = (1 - options.interval) / 2;
  return {
    kind: "table",
    title: "Polarisation of groups",
    columns: [
      ...["quantity", "group", "outcome"].map((name) => ({ name, format: "text" as const })),
      ...["mean", "sd", "median", quantileName(tail), quantileName(1 - tail)].map(numberColumn),
      { name: "probability", format: "percent" },
    ],
    rows: [
      ...groups.flatMap((group) => choiceRows(group, options.interval)),
      ...pairs.flatMap(([left, right]) => differenceRows(left, right, options)),
    ],
    notes: [
      `probability: of a share, that the outcome is the group's first choice; of a difference, that it is beyond ${options.threshold} either way`,
      ...(options.noVote.length > 0
        ? [`shares of those who voted: ${options.noVote.join(", ")} left out`]
        : []),
      caution,
    ],
    ...(estimates.table.doubtful && { doubtful: true as const }),
    chart: {
      shape: "intervals",
      x: "outcome",
      y: "mean",
      lower: quantileName(tail),
      upper: quantileName(1 - tail),
      group: "group",
      panel: "quantity",
    },
  };
}
