/** What the parts of a simulated election owe each other, and what its seed and truth mean. */
import { describe, expect, it } from "vitest";
import type { DataFrame } from "../../../src/data/index.js";
import {
  drawElection,
  electionTable,
  electionTables,
} from "../../../src/workflows/ecological/simulator/index.js";
import type {
  Election,
  ElectionSettings,
  ElectionTable,
} from "../../../src/workflows/ecological/simulator/index.js";
import { openElectorate } from "../../../src/workflows/ecological/simulator/electorate.js";

const plain: ElectionSettings = {
  voters: 6_000,
  precincts: 60,
  seed: 1,
  interactions: 1,
  context: 0,
  typical: true,
};

function electionWith(changes: Partial<ElectionSettings>): Election {
  return drawElection({ ...plain, ...changes });
}

function tableOf(election: Election, table: ElectionTable): DataFrame {
  return electionTable(election, table, table);
}

/** The codes or numbers of a column. */
function valuesOf(frame: DataFrame, name: string): number[] {
  const column = frame.columns.find((found) => found.name === name);
  if (column === undefined || column.kind === "text") throw new Error(`no column ${name}`);
  return Array.from<number>(column.kind === "factor" ? column.codes : column.values);
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** FNV-1a over the bytes of all tables' numbers. */
function checksum(frames: readonly DataFrame[]): string {
  let hash = 0x811c9dc5;
  for (const { columns } of frames) {
    for (const column of columns) {
      if (column.kind === "text") continue;
      const { buffer } = column.kind === "factor" ? column.codes : column.values;
      for (const byte of new Uint8Array(buffer)) hash = Math.imul(hash ^ byte, 0x01000193);
    }
  }
  return (hash >>> 0).toString(16);
}

function checksumOf(settings: Partial<ElectionSettings>, tables = electionTables.slice()): string {
  const election = electionWith(settings);
  return checksum(tables.map((table) => tableOf(election, table)));
}

const contests = ["gov", "sen", "ag"];
const choices = ["d", "r", "none"];

describe("the tables of a simulated election", () => {
  it.each([
    [6_000, 60],
    [1_000, 1],
    [132, 132],
    [5_000, 333],
  ])("add up with %i voters in %i precincts", (voters, precincts) => {
    const election = electionWith({ voters, precincts });
    const [file, returns, ballots, truth] = electionTables.map((table) => tableOf(election, table));
    if (!file || !returns || !ballots || !truth) throw new Error("a table is missing");
    const people = new Float64Array(precincts);
    for (const precinct of valuesOf(file, "precinct")) people[precinct]!++;
    expect(Math.min(...people)).toBeGreaterThanOrEqual(1);
    expect(valuesOf(returns, "voters")).toEqual([...people]);
    const cast = valuesOf(ballots, "ballots");
    expect([file.rowCount, sumOf(cast)]).toEqual([voters, voters]);
    for (const [position, contest] of contests.entries()) {
      const votes = choices.map((choice) => valuesOf(returns, `${contest}_${choice}`));
      expect(votes[0]?.map((count, p) => count + votes[1]![p]! + votes[2]![p]!)).toEqual([
        ...people,
      ]);
      const chosen = valuesOf(ballots, contest);
      choices.forEach((choice, code) => {
        const onBallots = sumOf(cast.filter((_, row) => chosen[row] === code));
        expect(sumOf(votes[code]!)).toBe(onBallots);
        for (const by of [0, 1, 2, 3, 4, 5]) {
          const inGroups = valuesOf(truth, choice).filter(
            (_, row) =>
              valuesOf(truth, "by")[row] === by && valuesOf(truth, "contest")[row] === position,
          );
          expect(sumOf(inGroups)).toBe(onBallots);
        }
      });
    }
  });

  it("tell the truth of groups of the voter file", () => {
    const election = electionWith({});
    const truth = tableOf(election, "truth");
    const file = tableOf(election, "voters");
    const group = truth.columns.find(({ name }) => name === "group");
    if (group?.kind !== "factor") throw new Error("no groups");
    const people = valuesOf(truth, "voters");
    for (const [name, label, code] of [
      ["party", "U", 2],
      ["race", "hispanic", 2],
      ["age_group", "65+", 3],
      ["education", "college", 1],
      ["sex", "female", 1],
    ] as const) {
      const row = group.codes.findIndex((found) => group.levels[found] === label);
      const inFile = valuesOf(file, name).filter((value) => value === code).length;
      expect([label, people[row]]).toEqual([label, inFile]);
    }
    const [d = NaN] = valuesOf(truth, "d");
    const [r = NaN] = valuesOf(truth, "r");
    expect(valuesOf(truth, "share_d")[0]).toBe(d / (d + r));
  });

  it("show nobody's ideology or votes, and ages from 18 to 95", () => {
    const file = tableOf(electionWith({}), "voters");
    expect(file.columns.map(({ name }) => name)).toEqual(
      "id precinct county party race age age_group sex education score log_income tract_college".split(
        " ",
      ),
    );
    const ages = valuesOf(file, "age");
    expect(Math.min(...ages)).toBeGreaterThanOrEqual(18);
    expect(Math.max(...ages)).toBeLessThanOrEqual(95);
  });

  it("link 20 draws of 132 different voters to binary answers, half of each item yes", () => {
    const survey = tableOf(electionWith({}), "survey");
    const ids = valuesOf(survey, "id");
    expect(survey.rowCount).toBe(20 * 132);
    for (let draw = 0; draw < 20; draw++) {
      expect(new Set(ids.slice(132 * draw, 132 * (draw + 1))).size).toBe(132);
    }
    expect(Math.min(...ids)).toBeGreaterThanOrEqual(1);
    expect(Math.max(...ids)).toBeLessThanOrEqual(plain.voters);
    const items = survey.columns.filter(({ name }) => name.startsWith("q"));
    expect(items).toHaveLength(24);
    for (const { name } of items) {
      const answers = valuesOf(survey, name);
      expect(new Set(answers)).toEqual(new Set([0, 1]));
      expect(sumOf(answers)).toBe(1320);
    }
  });

  it("come from at most 32 bytes a voter", () => {
    const parts: Readonly<Record<string, number | { readonly byteLength: number }>> = {
      ...openElectorate(1000),
    };
    const bytes = Object.values(parts).map((part) =>
      typeof part === "number" ? 0 : part.byteLength,
    );
    expect(sumOf(bytes)).toBeLessThanOrEqual(32_000);
  });
});

describe("the seed of a simulated election", () => {
  // Another checksum means other bits: a change of the formulas, or a machine that computes otherwise.
  it("gives the same bytes on every machine", () => {
    expect(checksumOf({})).toBe("ec7613bd");
    expect(checksumOf({ seed: 2, interactions: 1.6, context: -2, typical: false })).toBe(
      "566b4b6f",
    );
  });

  it("gives the same people whatever the truth of their votes is", () => {
    const people = checksumOf({}, ["voters"]);
    expect(checksumOf({ interactions: 0, context: 2.2 }, ["voters"])).toBe(people);
    expect(checksumOf({ seed: 2 }, ["voters"])).not.toBe(people);
  });
});

describe("the context of a simulated election", () => {
  // The same uniforms vote, and a vote for the Democrat grows with her utility: true of every precinct.
  it.each([2.2, -2])("of %f moves each precinct by its share of Democrats", (context) => {
    const [before, after] = [0, context].map((value) => electionWith({ context: value }));
    if (!before || !after) throw new Error("no election");
    const file = tableOf(before, "voters");
    const party = valuesOf(file, "party");
    const precinct = valuesOf(file, "precinct");
    let moved = 0;
    for (const contest of contests) {
      const votes = valuesOf(tableOf(before, "returns"), `${contest}_d`);
      const changed = valuesOf(tableOf(after, "returns"), `${contest}_d`);
      votes.forEach((count, p) => {
        const there = party.filter((_, i) => precinct[i] === p);
        const share = there.filter((code) => code === 0).length / there.length;
        const pull = context * (share - 0.53);
        expect((changed[p]! - count) * pull).toBeGreaterThanOrEqual(0);
        moved += Math.abs(changed[p]! - count);
      });
    }
    expect(moved).toBeGreaterThan(100);
  });
});
