/** Ecological inference asked by a program: the verbs' questions, and what is thrown for wrong margins. */
import { describe, expect, it } from "vitest";
import {
  bounds,
  ecological,
  frameFromColumns,
  goodman,
  ModelError,
  polarisation,
  tomography,
} from "../../src/index.js";
import { marginsThreads } from "../../src/node/index.js";

const frame = frameFromColumns("precincts", {
  precinct: ["a", "b", "c", "d", "e", "f"],
  black: [20, 50, 90, 30, 70, 10],
  white: [80, 50, 10, 70, 30, 90],
  dem: [39, 56, 78, 47, 66, 34],
  rep: [61, 44, 22, 53, 34, 66],
});
const columns = {
  votes: "votes(dem, rep)",
  composition: "composition(black, white)",
  unit: ["precinct"],
};

describe("the library", () => {
  it("answers with the bounds and the regression of the verbs", () => {
    expect(bounds(frame, columns).rows).toHaveLength(4);
    expect(bounds(frame, { ...columns, by_unit: true }).rows).toHaveLength(24);
    expect(Number(goodman(frame, columns).rows[0]![2])).toBeGreaterThan(0.7);
  });

  it("throws what is wrong with the margins, with the row's unit", () => {
    const wrong = {
      ...columns,
      composition: "composition(black = black / 50, white = white / 100)",
    };
    expect(() => bounds(frame, wrong)).toThrow(ModelError);
  });

  it("refuses a model for two groups where there are three", async () => {
    const three = { ...columns, composition: "composition(black, x = 10, white = white - 10)" };
    await expect(ecological(frame, { ...three, model: "beta" })).rejects.toThrow("two groups");
  });

  it("draws the same in threads as in its own", { timeout: 120_000 }, async () => {
    const options = { ...columns, chains: 2, draws: 60, tune: 60, seed: 4, by_unit: true } as const;
    const here = await ecological(frame, options);
    const there = await ecological(frame, { ...options, runner: marginsThreads(2) });
    expect(there.estimates.draws).toEqual(here.estimates.draws);
    expect(polarisation(here.estimates, { threshold: 0.2 }).rows).toHaveLength(6);
    expect(tomography(here.estimates).rows).toHaveLength(18);
  });
});
