/** Models of totals: names, priors, and what stands in their specification. */
import { describe, expect, it } from "vitest";
import { frameFromColumns, ModelError } from "../../../src/index.js";
import { priorTable } from "../../../src/posterior/prior-table.js";
import { simulatePrecincts, threeWay, totalsModel } from "./precincts.js";

const three = simulatePrecincts({
  precincts: 12,
  people: 60,
  seed: 4,
  coefficients: threeWay,
});
const two = simulatePrecincts({
  precincts: 12,
  people: 60,
  seed: 4,
  coefficients: [[1, -1, -2, 0.3]],
});

const namesOf = (model: ReturnType<typeof totalsModel>): readonly string[] =>
  model.parameters.map(({ name }) => name);

describe("parameters", () => {
  it("of three outcomes are those of two scores, under their outcomes' names", () => {
    const model = totalsModel(three, "votes(dem, rep, none) ~ party + (1 | age)");
    expect(namesOf(model)).toEqual([
      "dem:Intercept",
      "dem:party[N]",
      "dem:party[R]",
      "rep:Intercept",
      "rep:party[N]",
      "rep:party[R]",
      "sd(dem:1|age)",
      "sd(rep:1|age)",
      "dem:1|age[old]",
      "dem:1|age[young]",
      "rep:1|age[old]",
      "rep:1|age[young]",
    ]);
  });

  it("of two outcomes have their plain names, for counts and for p(y, n)", () => {
    const plain = ["Intercept", "party[N]", "party[R]"];
    expect(namesOf(totalsModel(two, "votes(dem, none) ~ party"))).toEqual(plain);
    const withTrials = frameFromColumns("returns", {
      precinct: Array.from({ length: 12 }, (_, p) => `p${p}`),
      dem: Array.from(
        two.returns.columns[1]!.kind === "numeric" ? two.returns.columns[1]!.values : [],
      ),
      all: Array.from({ length: 12 }, (_, p) => sumOf(p)),
    });
    const model = totalsModel({ ...two, returns: withTrials }, "p(dem, all) ~ party");
    expect(namesOf(model)).toEqual(plain);
    expect(model.spec.totals?.counts).toEqual(
      totalsModel(two, "votes(dem, none) ~ party").spec.totals?.counts,
    );
  });

  it("follow the reference that is named", () => {
    const model = totalsModel(three, "counts(dem, rep, none, reference = rep) ~ 1");
    expect(namesOf(model)).toEqual(["dem:Intercept", "none:Intercept"]);
    expect(model.spec.totals?.reference).toBe(1);
  });

  it("have a concentration where the counts are overdispersed", () => {
    const family = "dirichlet_multinomial";
    const model = totalsModel(three, "votes(dem, rep, none) ~ 1", { family });
    expect(namesOf(model)).toEqual(["dem:Intercept", "rep:Intercept", "kappa"]);
  });
});

/** People of a precinct of the two-outcome data. */
function sumOf(p: number): number {
  const counts = two.returns.columns.slice(1);
  return counts.reduce(
    (sum, column) => sum + (column.kind === "numeric" ? column.values[p]! : 0),
    0,
  );
}

describe("priors", () => {
  const formula = "votes(dem, rep, none) ~ party + (1 | age)";
  const priorsOf = (priors: Record<string, string>): ReadonlyMap<unknown, unknown> => {
    const { rows } = priorTable(totalsModel(three, formula, { priors }).spec);
    return new Map(rows.map(([name, prior]) => [name, prior]));
  };

  it("without an outcome's name are for every outcome", () => {
    const found = priorsOf({ common: "Normal(0, 3)", "sd(1 | age)": "HalfNormal(2)" });
    for (const outcome of ["dem", "rep"]) {
      expect(found.get(`${outcome}:party[R]`)).toBe("Normal(0, 3)");
      expect(found.get(`sd(${outcome}:1|age)`)).toBe("HalfNormal(2)");
    }
  });

  it("with one are for that outcome, and win over those for all", () => {
    const found = priorsOf({
      party: "Normal(0, 3)",
      "dem:party": "Normal(1, 1)",
      "sd(rep:1 | age)": "HalfNormal(0.5)",
    });
    expect(found.get("dem:party[R]")).toBe("Normal(1, 1)");
    expect(found.get("rep:party[R]")).toBe("Normal(0, 3)");
    expect(found.get("sd(rep:1|age)")).toBe("HalfNormal(0.5)");
    expect(found.get("sd(dem:1|age)")).not.toBe("HalfNormal(0.5)");
  });

  it("for what no outcome has are refused once", () => {
    try {
      totalsModel(three, formula, { priors: { partei: "Normal(0, 1)" } });
      expect.unreachable("the prior has no parameter");
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      expect(error.diagnostics.map(({ code }) => code)).toEqual(["prior-target-absent"]);
    }
  });
});

describe("shares of a total", () => {
  it("become whole counts that add up to it", () => {
    const rows = Array.from({ length: 12 }, (_, p) => sumOf(p));
    const dem = two.returns.columns[1]!;
    const shares = frameFromColumns("returns", {
      precinct: rows.map((_, p) => `p${p}`),
      dem: rows.map(
        (n, p) => Math.round((1e4 * (dem.kind === "numeric" ? dem.values[p]! : 0)) / n) / 1e4,
      ),
      rest: rows.map(
        (n, p) => 1 - Math.round((1e4 * (dem.kind === "numeric" ? dem.values[p]! : 0)) / n) / 1e4,
      ),
      cast: rows,
    });
    const model = totalsModel(
      { ...two, returns: shares },
      "votes(dem, rest, total = cast) ~ party",
    );
    const counted = totalsModel(two, "votes(dem, none) ~ party");
    expect(model.spec.totals?.counts).toEqual(counted.spec.totals?.counts);
  });
});

it("one person a row needs no weight, and gives the same likelihood as cells", () => {
  const cells = { party: [] as string[], precinct: [] as string[] };
  const [precinct, party, , n] = two.voters.columns;
  if (precinct?.kind !== "factor" || party?.kind !== "factor" || n?.kind !== "numeric") return;
  n.values.forEach((people, row) => {
    for (let person = 0; person < people; person++) {
      cells.precinct.push(precinct.levels[precinct.codes[row]!]!);
      cells.party.push(party.levels[party.codes[row]!]!);
    }
  });
  const people = frameFromColumns("people", cells);
  const ones = frameFromColumns("people", { ...cells, n: cells.party.map(() => 1) });
  expect(people.rowCount).toBe(ones.rowCount);
  const byPerson = totalsModel({ voters: ones, returns: two.returns }, "votes(dem, none) ~ party");
  const byCell = totalsModel(two, "votes(dem, none) ~ party");
  expect(byPerson.rowsCompiled).toBeLessThan(byPerson.spec.design.rows.length);
  expect(byPerson.rowsCompiled).toBeLessThanOrEqual(byCell.rowsCompiled);
});
