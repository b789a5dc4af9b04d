/**
 * Which categorical components keep all their levels, so that the columns of all terms together
 * span what the formula says and no column is redundant (the algorithm of patsy, after S).
 */

/** A term seen from its coding: keys of its numeric and of its categorical components. */
export interface CodableTerm {
  readonly numeric: readonly string[];
  readonly categorical: readonly string[];
}

/** A block of columns: for each categorical component whether it keeps all levels (full) or not. */
export type CodedFactors = ReadonlyMap<string, "full" | "reduced">;

const setKey = (names: Iterable<string>): string => JSON.stringify([...names].sort());

/** All subsets, by size and then by position; the empty set first. */
function subsets(names: readonly string[]): readonly (readonly string[])[] {
  let bySize: (readonly number[])[] = [[]];
  const all: (readonly string[])[] = [[]];
  for (let size = 1; size <= names.length; size++) {
    bySize = bySize.flatMap((chosen) => {
      const after = chosen.length === 0 ? 0 : chosen[chosen.length - 1]! + 1;
      return names.slice(after).map((_, step) => [...chosen, after + step]);
    });
    all.push(...bySize.map((chosen) => chosen.map((position) => names[position]!)));
  }
  return all;
}

function contains(long: CodedFactors, short: CodedFactors): boolean {
  return [...short].every(([name, coding]) => long.get(name) === coding);
}

/** short + long with one more factor = long with that factor full. */
function absorb(long: CodedFactors, short: CodedFactors): CodedFactors {
  return new Map([...long].map(([name, coding]) => [name, short.has(name) ? coding : "full"]));
}

/** Merges the first pair that can be merged; undefined when none can. */
function mergeOnce(blocks: readonly CodedFactors[]): readonly CodedFactors[] | undefined {
  for (const [at, short] of blocks.entries()) {
    for (let other = at + 1; other < blocks.length; other++) {
      const long = blocks[other]!;
      if (long.size - short.size !== 1 || !contains(long, short)) continue;
      const merged = blocks.with(other, absorb(long, short));
      return merged.filter((_, position) => position !== at);
    }
  }
  return undefined;
}

function simplify(blocks: readonly CodedFactors[]): readonly CodedFactors[] {
  let current = blocks;
  for (;;) {
    const merged = mergeOnce(current);
    if (!merged) return current;
    current = merged;
  }
}

/** The blocks of one term, given the sub-terms that earlier terms already span; adds its own. */
function codeTerm(categorical: readonly string[], used: Set<string>): readonly CodedFactors[] {
  const fresh = subsets(categorical).filter((subset) => !used.has(setKey(subset)));
  for (const subset of fresh) used.add(setKey(subset));
  return simplify(fresh.map((subset) => new Map(subset.map((name) => [name, "reduced"]))));
}

/**
 * For every term, in the given order, its blocks of columns; the last is the term itself and those
 * before it are the extra terms that full rank needs. Terms are coded by degree, within each set of
 * numeric components by itself; the intercept spans the empty sub-term of the purely categorical.
 */
export function chooseCodings(
  terms: readonly CodableTerm[],
  intercept: boolean,
): readonly (readonly CodedFactors[])[] {
  const used = new Map<string, Set<string>>();
  if (intercept) used.set(setKey([]), new Set([setKey([])]));
  const blocks = new Array<readonly CodedFactors[]>(terms.length);
  const byDegree = [...terms.keys()].sort(
    (left, right) => terms[left]!.categorical.length - terms[right]!.categorical.length,
  );
  for (const position of byDegree) {
    const { numeric, categorical } = terms[position]!;
    const group = setKey(numeric);
    const spanned = used.get(group) ?? new Set<string>();
    used.set(group, spanned);
    blocks[position] = codeTerm(categorical, spanned);
  }
  return blocks;
}
