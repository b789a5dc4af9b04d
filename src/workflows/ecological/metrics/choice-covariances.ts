/** Covariances of choices between contests: modelled ones, and those of joint ballots. */
import { rowCountOf, type ChoiceProbabilities } from "./choice-probabilities.js";

type Weight = (row: number) => number;

/** mean(p_c q_d) - mean(p_c) mean(q_d), weighted. */
function covariance(
  a: ChoiceProbabilities,
  c: number,
  b: ChoiceProbabilities,
  d: number,
  weight: Weight,
): number {
  let total = 0;
  let ofA = 0;
  let ofB = 0;
  let ofBoth = 0;
  for (let i = 0; i < rowCountOf(a); i++) {
    const w = weight(i);
    const p = a.values[i * a.choices + c]!;
    const q = b.values[i * b.choices + d]!;
    total += w;
    ofA += w * p;
    ofB += w * q;
    ofBoth += w * p * q;
  }
  return ofBoth / total - (ofA / total) * (ofB / total);
}

/**
 * For each pair of contests a < b, then c and d in {D, R}: Cov(1[a = c], 1[b = d]), votes independent
 * given the voter, so that only what differs between voters is in it.
 */
export function choiceCovariances(
  contests: readonly ChoiceProbabilities[],
  weight: Weight = () => 1,
): number[] {
  const sides = [0, 1];
  return contests.flatMap((a, position) =>
    contests
      .slice(position + 1)
      .flatMap((b) => sides.flatMap((c) => sides.map((d) => covariance(a, c, b, d, weight)))),
  );
}

/** The same of ballots that were cast: a row a kind of ballot, its choice in each contest, and how many. */
export function ballotCovariances(
  contests: readonly ArrayLike<number>[],
  ballots: ArrayLike<number>,
): number[] {
  const certain = contests.map((codes) => {
    const values = new Float64Array(2 * codes.length);
    for (let row = 0; row < codes.length; row++) {
      if (codes[row]! < 2) values[2 * row + codes[row]!] = 1;
    }
    return { values, choices: 2 };
  });
  return choiceCovariances(certain, (row) => ballots[row]!);
}
