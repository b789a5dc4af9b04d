/** Whether counts of units like the observed could come from a fitted model of totals. */
import { openStream, quantile } from "../../math/index.js";
import type { TotalsSpec } from "../../model/index.js";
import { countText, counted, valueText } from "../number-text.js";
import type { Posterior } from "../posterior.js";
import type { ResultTable } from "../result-table.js";
import { replicateQuantiles, tailProbability, type CheckedStatistic } from "./predictive-check.js";
import { cell, type PredictiveCheck, type PredictiveOptions } from "./prior-predictive.js";
import { openUnitReplicator } from "./replicate-units.js";
import { spreadDraws } from "./spread-draws.js";

interface UnitStatistic {
  readonly name: string;
  readonly of: (counts: Float64Array) => number;
}

/** Share of all people, and the spread of the units' shares, of every outcome. */
function statisticsOf({
  outcomes,
  unitNames,
  counts: given,
}: TotalsSpec): readonly UnitStatistic[] {
  const width = outcomes.length;
  const units = unitNames.map((_, u) => u);
  const people = units.map((u) =>
    given.subarray(u * width, (u + 1) * width).reduce((sum, count) => sum + count, 0),
  );
  const everybody = people.reduce((sum, one) => sum + one, 0);
  const total = (counts: Float64Array, c: number): number =>
    units.reduce((sum, u) => sum + counts[u * width + c]!, 0) / everybody;
  const spread = (counts: Float64Array, c: number): number => {
    const shares = units
      .filter((u) => people[u]! > 0)
      .map((u) => counts[u * width + c]! / people[u]!);
    const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
    const squares = shares.reduce((sum, share) => sum + (share - mean) ** 2, 0);
    return Math.sqrt(squares / (shares.length - 1));
  };
  return outcomes.flatMap((outcome, c) => [
    { name: `share of ${outcome}`, of: (counts) => total(counts, c) },
    { name: `sd of units' shares of ${outcome}`, of: (counts) => spread(counts, c) },
  ]);
}

interface Replicates {
  readonly statistics: readonly CheckedStatistic[];
  /** `[(unit × outcomes + outcome) × replicates + replicate]`. */
  readonly counts: Float64Array;
  readonly used: number;
}

function replicate(
  posterior: Posterior,
  totals: TotalsSpec,
  draws: number,
  seed: number,
): Replicates {
  const random = openStream(seed, "posterior_predictive");
  const used = Math.min(draws, posterior.draws.chains * posterior.draws.drawsPerChain);
  const replicator = openUnitReplicator(posterior.model, totals);
  const statistics = statisticsOf(totals);
  const size = totals.counts.length;
  const once = new Float64Array(size);
  const counts = new Float64Array(size * used);
  const measured = statistics.map(() => new Float64Array(used));
  let at = 0;
  for (const draw of spreadDraws(posterior.draws, used)) {
    replicator.replicate(draw, random, once);
    statistics.forEach(({ of }, k) => (measured[k]![at] = of(once)));
    for (let k = 0; k < size; k++) counts[k * used + at] = once[k]!;
    at++;
  }
  return {
    statistics: statistics.map(({ name, of }, k) => ({
      name,
      observed: of(totals.counts),
      replicated: measured[k]!.sort(),
    })),
    counts,
    used,
  };
}

type Parts = Pick<ResultTable, "columns" | "rows" | "chart"> & { readonly note: string };

const number = (name: string) => ({ name, format: "number" as const });

function summaryOf({ statistics }: Replicates): Parts {
  return {
    columns: [
      { name: "statistic", format: "text" },
      ...["observed", "2.5%", "50%", "97.5%", "p"].map(number),
    ],
    rows: statistics.map((statistic) => [
      statistic.name,
      statistic.observed,
      ...replicateQuantiles(statistic, [0.025, 0.5, 0.975]).map(cell),
      cell(tailProbability(statistic)),
    ]),
    note: "p is the probability that a replicate exceeds the observed value",
  };
}

/** Every count of every unit beside its replicates. */
function intervalsOf({ counts, used }: Replicates, totals: TotalsSpec): Parts {
  const { outcomes, unitNames, counts: given, key } = totals;
  let outside = 0;
  const rows = Array.from(given, (observed, k) => {
    const replicated = counts.slice(k * used, (k + 1) * used).sort();
    const [lower, middle, upper] = [0.025, 0.5, 0.975].map((p) => quantile(replicated, p));
    if (observed < lower! || observed > upper!) outside++;
    const p = tailProbability({ name: "", observed, replicated });
    return [
      unitNames[Math.floor(k / outcomes.length)]!,
      outcomes[k % outcomes.length]!,
      observed,
      lower!,
      middle!,
      upper!,
      p,
    ];
  });
  return {
    columns: [
      { name: key, format: "text" },
      { name: "outcome", format: "text" },
      { name: "observed", format: "integer" },
      ...["2.5%", "50%", "97.5%", "p"].map(number),
    ],
    rows,
    note: `${counted(outside, "count", "counts")} of ${countText(given.length)}, ${valueText((100 * outside) / given.length)} %, are outside the 95 % of the replicates`,
  };
}

export function checkUnits(
  posterior: Posterior,
  totals: TotalsSpec,
  { draws, seed, kind }: PredictiveOptions,
): PredictiveCheck {
  const { spec } = posterior.model;
  const replicates = replicate(posterior, totals, draws, seed);
  const { note, ...parts } =
    kind === "intervals" ? intervalsOf(replicates, totals) : summaryOf(replicates);
  const { used } = replicates;
  const likelihood = totals.dispersed || totals.likelihood === "mean";
  return {
    statistics: replicates.statistics,
    impossible: 0,
    table: {
      kind: "table",
      title: `Posterior predictive check of ${spec.name}: ${spec.design.response.text}`,
      ...parts,
      notes: [
        `quantiles over ${countText(used)} replicated sets of ${totals.unitsName}; ${note}`,
        ...(used < draws ? [`the fit has ${countText(used)} draws, fewer than asked for`] : []),
        likelihood
          ? "in a replicate people of a unit all have its mean probabilities, as the likelihood has it"
          : "in a replicate people have their own probabilities, as the likelihood has it",
      ],
    },
  };
}
