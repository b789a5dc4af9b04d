import { describe, expect, it } from "vitest";
import { ModelError, simulateElection } from "../../src/index.js";
import type { DataFrame } from "../../src/index.js";
import { runText } from "./run-text.js";
import type { TextRun } from "./run-text.js";

function dataOf(run: TextRun, name: string): DataFrame {
  const value = run.value(name);
  if (value?.kind === "data") return value;
  throw new Error(`no data: ${run.errors.join("; ")}`);
}

describe("the verb simulate_election", () => {
  it("gives tables of one election that join and add up", async () => {
    const run = await runText(
      `file = simulate_election(voters, voters = 3000, precincts = 30, seed = 4)
returns = simulate_election(returns, voters = 3000, precincts = 30, seed = 4)
survey = simulate_election(survey, voters = 3000, precincts = 30, seed = 4)
both = filter(join(returns, group(file, by = precinct, n = sum(age > 0)), by = precinct), n == voters)
linked = join(survey, file, by = id)
`,
    );
    expect(run.errors).toEqual([]);
    expect(dataOf(run, "file").rowCount).toBe(3000);
    expect(dataOf(run, "both").rowCount).toBe(30);
    expect(dataOf(run, "linked").rowCount).toBe(2640);
  });

  it("gives what the library's function gives, and says which seed it took", async () => {
    const run = await runText("ballots = simulate_election(ballots, interactions = 1.6)\n");
    const { columns } = simulateElection({ size: "small", interactions: 1.6 }).table("ballots");
    expect(run.codes).toEqual(["default-settings"]);
    expect(dataOf(run, "ballots").columns).toEqual(columns);
  });

  it.each([
    ["voters = 100", "100"],
    ["precincts = 70000", "70000"],
    ["interactions = -1", "-1"],
    ["context = 50", "50"],
    ["voters = 200, precincts = 201", "201"],
  ])("refuses %s where it stands", async (setting, text) => {
    const run = await runText(`x = simulate_election(returns, ${setting}, seed = 1)\n`);
    expect(run.errors).toEqual([`bad-argument @ ${text}`]);
  });

  it("refuses in the library what no election has", () => {
    expect(() => simulateElection({ voters: 500.5 })).toThrow(ModelError);
    expect(() => simulateElection({ precincts: 0 })).toThrow(/`precincts`/u);
  });
});
