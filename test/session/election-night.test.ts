/** The verbs of election night as a program calls them. */
import { describe, expect, it } from "vitest";
import { runText } from "./run-text.js";

const program = `past = simulate_night(past, units = 120, districts = 12, counties = 5, elections = 3, seed = 2)
tonight = simulate_night(tonight, units = 120, districts = 12, counties = 5, elections = 3, seed = 2)
final = simulate_night(final, units = 120, districts = 12, counties = 5, elections = 3, seed = 2)
model turnout on past {
  log(turnout / baseline) ~ 1 + urban + (1 | election) + (1 | county:election) + (1 | district:election)
  family = gaussian
  prior sd(1 | election) ~ HalfNormal(0.2)
}
before = fit(turnout, engine = inla, seed = 1)
`;

describe("live and replay", () => {
  it("make a night of a fit and play it again", async () => {
    const run = await runText(`${program}
night = live(before, units = tonight, unit = precinct, level = "election=e3", by = [district, county], seed = 1, draws = 64)
scores = replay(night, results = final, order = "small-first", stages = [0.25, 0.5], seed = 1)
both = replay(night, results = final, stages = [0.5], beside = nonparametric, seed = 1)
`);
    expect(run.errors).toEqual([]);
    const night = run.value("night");
    if (night?.kind !== "night") throw new Error("no night");
    expect(night.night.units).toHaveLength(120);
    expect(night.publishAt).toBe(0.25);
    expect(night.table.rows[0]!.slice(0, 4)).toEqual(["total", "", 120, 0]);
    const scores = run.value("scores");
    expect(scores?.kind === "table" && scores.rows).toHaveLength(8);
    const both = run.value("both");
    expect(both?.kind === "table" && both.rows.map(([model]) => model)).toContain("nonparametric");
  });

  it("are refused at the place of the mistake, before anything is fitted", async () => {
    const run = await runText(`${program}
night = live(before, units = tonight, unit = precint, by = [distric])
odd = live(before, units = tonight, unit = precinct, intervals = [0.5, 1.5])
replay(before, results = final)
`);
    expect(run.errors).toEqual([
      "unknown-column @ precint",
      "unknown-column @ distric",
      "bad-argument @ 1.5",
      "bad-argument @ before",
    ]);
    expect(run.events.some(({ kind }) => kind === "fit-started")).toBe(false);
  });

  it("need normal or t residuals", async () => {
    const run = await runText(`${program}
model counts on past {
  log(turnout) ~ 1 + urban
  family = gamma
}
other = fit(counts, engine = nuts, seed = 1)
night = live(other, units = tonight, unit = precinct)
`);
    expect(run.errors).toEqual(["bad-argument @ other"]);
  });

  it("need a response that says how counts come of it", async () => {
    const run = await runText(`${program}
model plain on past {
  turnout ~ 1 + urban
  family = gaussian
}
other = fit(plain, engine = inla, seed = 1)
night = live(other, units = tonight, unit = precinct)
`);
    expect(run.errors).toEqual(["bad-argument @ other"]);
  });
});
