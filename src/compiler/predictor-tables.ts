/**
 * Sums terms that share few combinations of codes into one table each, so that a row needs a
 * couple of look-ups instead of one per term.
 */
import { codePairs, type PredictorTerm } from "./predictor-terms.js";

/** Values looked up by code; entry e is the sum of weights[k] * values[positions[k]]. */
export interface PredictorTable {
  readonly codes: Int32Array;
  readonly codeCount: number;
  readonly multiplier: Float64Array | undefined;
  /** Parts of entry e are k = starts[e] up to starts[e + 1]. */
  readonly starts: Int32Array;
  readonly positions: Int32Array;
  readonly weights: Float64Array;
}

interface Cluster {
  readonly codes: Int32Array;
  readonly codeCount: number;
  readonly multiplier: Float64Array | undefined;
  readonly terms: readonly PredictorTerm[];
}

/** The cluster that grows least by taking the term in, together with it; undefined when none may. */
function bestCluster(
  clusters: readonly Cluster[],
  term: PredictorTerm,
  most: number,
): { readonly place: number; readonly joined: Cluster } | undefined {
  let best: { place: number; joined: Cluster; growth: number } | undefined;
  clusters.forEach((cluster, place) => {
    if (cluster.multiplier !== term.multiplier) return;
    const pairs = codePairs(cluster, term, most);
    if (pairs === undefined) return;
    const growth = pairs.codeCount - cluster.codeCount;
    if (best !== undefined && best.growth <= growth) return;
    const { multiplier, terms } = cluster;
    best = { place, growth, joined: { ...pairs, multiplier, terms: [...terms, term] } };
  });
  return best;
}

function clusterTerms(terms: readonly PredictorTerm[], most: number): readonly Cluster[] {
  const clusters: Cluster[] = [];
  for (const term of terms.toSorted((a, b) => a.codeCount - b.codeCount)) {
    const best = bestCluster(clusters, term, most);
    if (best !== undefined) clusters[best.place] = best.joined;
    else {
      const { codes, codeCount, multiplier } = term;
      clusters.push({ codes, codeCount, multiplier, terms: [term] });
    }
  }
  return clusters;
}

function tableOf({ codes, codeCount, multiplier, terms }: Cluster): PredictorTable {
  const representatives = new Int32Array(codeCount);
  for (let row = codes.length - 1; row >= 0; row--) representatives[codes[row]!] = row;
  const starts = new Int32Array(codeCount + 1);
  const positions: number[] = [];
  const weights: number[] = [];
  representatives.forEach((row, entry) => {
    for (const term of terms) {
      term.parts(row, (position, weight) => {
        positions.push(position);
        weights.push(weight);
      });
    }
    starts[entry + 1] = positions.length;
  });
  return {
    codes,
    codeCount,
    multiplier,
    starts,
    positions: Int32Array.from(positions),
    weights: Float64Array.from(weights),
  };
}

/** Tables of at most `most` entries, unless a term has more by itself. */
export function tabulateTerms(
  terms: readonly PredictorTerm[],
  most: number,
): readonly PredictorTable[] {
  return clusterTerms(terms, most).map(tableOf);
}

/** Overwrites a table's entries from the values of one draw. */
export function fillTable(
  table: PredictorTable,
  values: Float64Array,
  entries: Float64Array,
): void {
  const { starts, positions, weights, codeCount } = table;
  for (let entry = 0; entry < codeCount; entry++) {
    let sum = 0;
    for (let k = starts[entry]!; k < starts[entry + 1]!; k++) {
      sum += weights[k]! * values[positions[k]!]!;
    }
    entries[entry] = sum;
  }
}
