/** Networks asked for by a program, and fits of formulas beside them. */
import { describe, expect, it } from "vitest";
import {
  ballotCovariance,
  compile,
  compileNetwork,
  crosstab,
  embeddings,
  exportNetwork,
  fit,
  frameFromColumns,
  linkedAnswers,
  loadNetwork,
  ModelError,
  simulateElection,
  trainNetwork,
} from "../../../src/index.js";

const election = simulateElection({ voters: 800, precincts: 20, seed: 3 });
const voters = election.table("voters");
const frames = { returns: election.table("returns") };
const aggregate = { by: "precinct", to: "returns" };
const races = {
  gov: "votes(gov_d, gov_r, gov_none)",
  sen: "votes(sen_d, sen_r, sen_none)",
};

describe("the library's networks", () => {
  it("answer as the language does", async () => {
    const model = compileNetwork(races, "dense(age + party, hidden = [6])", voters, {
      aggregate,
      frames,
    });
    const told: number[] = [];
    const net = await trainNetwork(model, {
      epochs: 2,
      restarts: 1,
      onProgress: ({ epoch }) => told.push(epoch),
    });
    expect(told).toEqual([1, 2]);
    const table = await crosstab(net, { by: "party", among: ["gov_d", "gov_r"] });
    expect(table.columns.map(({ name }) => name)).toEqual([
      "party",
      "contest",
      "outcome",
      "people",
      "mean",
    ]);
    expect(embeddings(net, { keep: ["id"] }).columns).toHaveLength(2 + 6);
    const linked = linkedAnswers(net, election.table("survey"), { by: "id", sets: "draw" });
    expect(linked.rows.at(-1)![0]).toBe("mean");
    const again = await loadNetwork(exportNetwork(net));
    expect(await crosstab(again, { by: "party" })).toEqual(await crosstab(net, { by: "party" }));
  });

  it("keep what there is when they are stopped", async () => {
    const model = compileNetwork(races, "dense(party, hidden = [4])", voters, {
      aggregate,
      frames,
    });
    const stop = new AbortController();
    const net = await trainNetwork(model, {
      epochs: 50,
      restarts: 1,
      signal: stop.signal,
      onProgress: ({ epoch }) => {
        if (epoch === 3) stop.abort();
      },
    });
    expect(net.network.stopped).toBe(true);
    expect(net.diagnostics.map(({ code }) => code)).toContain("network-stopped");
    expect(net.network.networks[0]!.trace.length).toBeLessThan(50);
  });

  it("throw what is wrong with a network", () => {
    const wrong = () =>
      compileNetwork(races, "dense(agee, hidden = [6])", voters, { aggregate, frames });
    expect(wrong).toThrow(ModelError);
  });

  it("refuse answers of people who are not there", async () => {
    const model = compileNetwork(races, "dense(party)", voters, { aggregate, frames });
    const net = await trainNetwork(model, { epochs: 1, restarts: 1 });
    const strangers = frameFromColumns("survey", { id: [1, 9999], q: [0, 1] });
    expect(() => linkedAnswers(net, strangers, { by: "id" })).toThrow(/nobody of voters has/u);
  });
});

describe("fits of formulas, one a race", () => {
  it("have covariances between them, as if their posteriors were independent", async () => {
    const models = Object.values(races).map((race) =>
      compile(`${race} ~ party`, voters, { aggregate, frames }),
    );
    const [gov, sen] = await Promise.all(
      models.map((model) => fit(model, { engine: "advi", draws: 50 })),
    );
    const table = await ballotCovariance(
      { gov: gov!, sen: sen! },
      { ballots: election.table("ballots"), weight: "ballots" },
    );
    const both = table.rows.find((row) => row[0] === "gov_d" && row[1] === "sen_d")!;
    expect(Number(both[2])).toBeGreaterThan(0.05);
    expect(Number(both[5])).toBeGreaterThan(0.05);
  });

  it("are refused where a fit is of one race alone, or ballots lack a race", async () => {
    const model = compile(`${races.gov} ~ party`, voters, { aggregate, frames });
    const gov = await fit(model, { engine: "advi", draws: 20 });
    await expect(ballotCovariance({ gov })).rejects.toThrow(/need two/u);
    const ballots = frameFromColumns("ballots", { gov: ["d", "r"] });
    await expect(ballotCovariance({ gov, house: gov }, { ballots })).rejects.toThrow(/house/u);
  });
});
