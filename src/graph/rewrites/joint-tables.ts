/** Chooses which look-ups of a linear predictor to sum into joint tables: greedily, by estimated cost. */
import { rowCosts, smallCosts } from "../plan/cost.js";
import type { TableSource } from "./predictor-sources.js";
import { jointCodes, type RowCodes } from "./row-codes.js";

/** A table with one entry per joint value of its parts; parts may be tables themselves. */
export interface JointTable {
  readonly codes: RowCodes;
  readonly parts: readonly TablePart[];
}

export type TablePart =
  | { readonly kind: "source"; readonly source: TableSource }
  | { readonly kind: "table"; readonly table: JointTable };

/** What is looked up by row at some stage: a source as it was, or a joint table. */
type Candidate = TablePart;

interface Merge {
  readonly left: Candidate;
  readonly right: Candidate;
  readonly table: JointTable;
  /** Nanoseconds saved. */
  readonly gain: number;
}

/** Value and pullback of one entry of one part. */
const entryCost = 2 * smallCosts.entry;

/** Searching is quadratic in the number of look-ups; the smallest tables are the ones that combine. */
const mostCandidates = 20;

function codesOf(candidate: Candidate): RowCodes {
  return candidate.kind === "source" ? candidate.source.codes : candidate.table.codes;
}

function rowCostOf(candidate: Candidate): number {
  return candidate.kind === "source" ? candidate.source.rowCost : rowCosts.gather;
}

/** Cost of computing the table, with the tables that it reads. */
function tableCost({ codes, parts }: JointTable): number {
  const nested = parts.reduce(
    (total, part) => total + (part.kind === "table" ? tableCost(part.table) : 0),
    0,
  );
  return smallCosts.node + entryCost * codes.count * parts.length + nested;
}

/** A table's parts in place of the table where reading them directly is no dearer. */
function partsOf(candidate: Candidate, size: number): readonly TablePart[] {
  if (candidate.kind === "source") return [candidate];
  const { table } = candidate;
  const asPart = tableCost(table) + entryCost * size;
  const nested = table.parts.filter((part) => part.kind === "table");
  const keptCost = nested.reduce((total, part) => total + tableCost(part.table), 0);
  return entryCost * size * table.parts.length + keptCost <= asPart ? table.parts : [candidate];
}

function mergeOf(left: Candidate, right: Candidate, rowCount: number): Merge | undefined {
  const saved = rowCount * (rowCostOf(left) + rowCostOf(right) - rowCosts.gather);
  const limit = Math.min(Math.floor(saved / entryCost), Math.floor(rowCount / 2));
  const codes = limit > 0 ? jointCodes(codesOf(left), codesOf(right), limit) : undefined;
  if (!codes) return undefined;
  const parts = [...partsOf(left, codes.count), ...partsOf(right, codes.count)];
  const table = { codes, parts };
  const before = [left, right].reduce(
    (total, candidate) => total + (candidate.kind === "table" ? tableCost(candidate.table) : 0),
    0,
  );
  const gain = saved + before - tableCost(table);
  return gain > 0 ? { left, right, table, gain } : undefined;
}

/** Joint tables that replace two or more sources each; sources in none of them stay as they were. */
export function chooseJointTables(
  sources: readonly TableSource[],
  rowCount: number,
): readonly JointTable[] {
  const smallestFirst = [...sources].sort((a, b) => a.codes.count - b.codes.count);
  let candidates: Candidate[] = smallestFirst
    .slice(0, mostCandidates)
    .map((source) => ({ kind: "source", source }));
  let merges = candidates.flatMap((left, i) =>
    candidates.slice(i + 1).flatMap((right) => mergeOf(left, right, rowCount) ?? []),
  );
  while (merges.length > 0) {
    const best = merges.reduce((a, b) => (b.gain > a.gain ? b : a));
    const { left, right } = best;
    const involved = (candidate: Candidate): boolean => candidate === left || candidate === right;
    const joint: Candidate = { kind: "table", table: best.table };
    candidates = candidates.filter((candidate) => !involved(candidate));
    merges = [
      ...merges.filter((merge) => !involved(merge.left) && !involved(merge.right)),
      ...candidates.flatMap((other) => mergeOf(joint, other, rowCount) ?? []),
    ];
    candidates.push(joint);
  }
  return candidates.flatMap((candidate) => (candidate.kind === "table" ? [candidate.table] : []));
}
