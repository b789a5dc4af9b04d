/** Reads the electorates of New Zealand 2020: both margins of every polling unit, and the true tables. */
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { parse } from "csv-parse/sync";

const folder = new URL("../../../../shared/data/ei_nz2020/", import.meta.url);

function records(name) {
  const bytes = readFileSync(new URL(name, folder));
  return parse(name.endsWith(".gz") ? gunzipSync(bytes) : bytes, { columns: true });
}

/** The party that a candidate's name ends with, in parentheses. */
const partyOf = (candidate) => /\(([^()]*)\)$/.exec(candidate)?.[1] ?? candidate;

/** Categories with so small a share of the electorate's votes are counted together. */
const smallShare = 0.02;

/** For every original number its category, and what the categories are called. */
function categories(totals, nameOf) {
  const all = totals.reduce((sum, votes) => sum + votes, 0);
  const names = [];
  const indexOf = totals.map((votes, at) => {
    if (votes < smallShare * all) return -1;
    return names.push(nameOf(at)) - 1;
  });
  if (indexOf.includes(-1)) names.push("other");
  return { names, indexOf: indexOf.map((at) => (at < 0 ? names.length - 1 : at)) };
}

function gather(district, rows, field) {
  const count = Math.max(...rows.map((row) => Number(row[field])));
  const units = Math.max(...rows.map((row) => Number(row.unit)));
  const totals = Array.from({ length: count }, () => 0);
  for (const row of rows) totals[row[field] - 1] += Number(row.votes);
  return { count, units, totals, rows };
}

function counted({ units, rows }, { names, indexOf }, field) {
  const counts = Array.from({ length: units }, () => new Float64Array(names.length));
  for (const row of rows) counts[row.unit - 1][indexOf[row[field] - 1]] += Number(row.votes);
  return counts;
}

/** Every electorate: units' counts by party and by candidate, and the true shares of each party's voters. */
export function readElectorates() {
  const by = (rows) => Map.groupBy?.(rows, ({ district }) => district) ?? groupBy(rows);
  const parties = by(records("party_votes_by_unit.csv.gz"));
  const candidates = by(records("candidate_votes_by_unit.csv.gz"));
  const truths = by(records("cross_votes_truth.csv.gz"));
  return records("districts.csv").map(({ district, name }) => {
    const truth = truths.get(district);
    const party = gather(district, parties.get(district), "party");
    const candidate = gather(district, candidates.get(district), "candidate");
    const partyNames = new Map(truth.map((row) => [row.party - 1, row.party_name]));
    const candidateNames = new Map(truth.map((row) => [row.candidate - 1, row.candidate_name]));
    const rows = categories(party.totals, (at) => partyNames.get(at));
    const columns = categories(candidate.totals, (at) => partyOf(candidateNames.get(at)));
    const table = new Float64Array(rows.names.length * columns.names.length);
    for (const { party: p, candidate: c, votes } of truth)
      table[rows.indexOf[p - 1] * columns.names.length + columns.indexOf[c - 1]] += Number(votes);
    const x = counted(party, rows, "party");
    const v = counted(candidate, columns, "candidate");
    const filled = x.map((row, unit) => [row, v[unit]]).filter(([row]) => row.some((n) => n > 0));
    return {
      name,
      groups: rows.names,
      outcomes: columns.names,
      units: filled.map(([row, votes]) => ({ people: row, votes })),
      truth: table,
    };
  });
}

function groupBy(rows) {
  const groups = new Map();
  for (const row of rows) {
    if (!groups.has(row.district)) groups.set(row.district, []);
    groups.get(row.district).push(row);
  }
  return groups;
}
