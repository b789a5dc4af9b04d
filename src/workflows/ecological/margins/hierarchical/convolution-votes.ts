/** Votes of a unit with two groups as the sum of two binomials, exactly. */
import { deterministic } from "../../../../math/index.js";
import type { Margins } from "../margins.js";
import type { VoteLikelihood } from "./row-model.js";

const { log, log1p, logGamma } = deterministic;

interface UnitCounts {
  /** People of the first and of the second group. */
  readonly first: number;
  readonly second: number;
  /** Votes for the first outcome. */
  readonly votes: number;
}

const logChoose = (n: number, k: number): number =>
  logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);

/** The greatest weight of Fisher's noncentral hypergeometric distribution, from its quadratic. */
function modeOf({ first, second, votes }: UnitCounts, odds: number): number {
  const a = odds - 1;
  const b = votes - second - (first + votes + 2) * odds;
  const c = (first + 1) * (votes + 1) * odds;
  const mode = Math.floor((-2 * c) / (b - Math.sqrt(Math.max(0, b * b - 4 * a * c))));
  return Math.min(Math.min(first, votes), Math.max(0, votes - second, mode));
}

/** Terms below this part of the greatest one do not change a sum of doubles. */
const negligible = 1e-18;

/**
 * Sum and mean over k of C(first, k) C(second, votes - k) odds^k, relative to the greatest term: how many of
 * the votes came from the first group.
 */
export function sumSplits(
  counts: UnitCounts,
  odds: number,
): { readonly mode: number; readonly sum: number; readonly mean: number } {
  const { first, second, votes } = counts;
  const mode = modeOf(counts, odds);
  let [sum, moment, weight] = [1, 0, 1];
  for (let k = mode; weight > negligible * sum; k++) {
    weight *= (odds * (first - k) * (votes - k)) / ((k + 1) * (second - votes + k + 1));
    sum += weight;
    moment += weight * (k + 1 - mode);
  }
  weight = 1;
  for (let k = mode; weight > negligible * sum; k--) {
    weight *= (k * (second - votes + k)) / (odds * (first - k + 1) * (votes - k + 1));
    sum += weight;
    moment += weight * (k - 1 - mode);
  }
  return { mode, sum, mean: mode + moment / sum };
}

/** Rates are held this far from 0 and 1, where the odds would not be finite. */
const edge = 1e-12;

/** log sum_k Binomial(k; first, p0) Binomial(votes - k; second, p1), of two groups and two outcomes. */
export function convolutionVotes(margins: Margins): VoteLikelihood {
  const units = [...margins.sizes].map((size, unit): UnitCounts => {
    const first = Math.round(size * margins.composition[2 * unit]!);
    return { first, second: size - first, votes: margins.votes[2 * unit]! };
  });
  return {
    evaluate(unit, rates, slope) {
      const counts = units[unit]!;
      const { first, second, votes } = counts;
      const p0 = Math.min(1 - edge, Math.max(edge, rates[0]!));
      const p1 = Math.min(1 - edge, Math.max(edge, rates[2]!));
      const [odds0, odds1] = [p0 / (1 - p0), p1 / (1 - p1)];
      const { mode, sum, mean } = sumSplits(counts, odds0 / odds1);
      slope.fill(0);
      slope[0] = (mean - first * p0) / (p0 * (1 - p0));
      slope[2] = (votes - mean - second * p1) / (p1 * (1 - p1));
      return (
        log(sum) +
        logChoose(first, mode) +
        logChoose(second, votes - mode) +
        mode * log(odds0) +
        (votes - mode) * log(odds1) +
        first * log1p(-p0) +
        second * log1p(-p1)
      );
    },
  };
}
