/** The utilities of votes, against values worked out by hand from the formulas of the reference. */
import { describe, expect, it } from "vitest";
import { blankLogit, contestUtility } from "../../../src/workflows/ecological/simulator/utility.js";
import { openElectorate, voterAt } from "../../../src/workflows/ecological/simulator/electorate.js";
import type { Electorate, Voter } from "../../../src/workflows/ecological/simulator/electorate.js";

type Features = Partial<Record<keyof Electorate, number>>;

function voterWith(features: Features): Voter {
  const voters = openElectorate(1);
  for (const [name, value] of Object.entries(features)) {
    const column = voters[name as keyof Electorate];
    if (typeof column !== "number") column[0] = value;
  }
  return voterAt(voters, 0);
}

const place = { urbanicity: 0.4, rural: 0.25, shock: [0.1, 0.2, 0.3], partyShock: [0.5, 0.6, 0.7] };
/** A white woman of 70 with a degree, registered with the Democrats: A = 1, old = σ(3). */
const democrat = voterWith({ party: 0, race: 0, female: 1, college: 1, age: 70, ideology: 2 });
/** A hispanic man of 58 without a degree, unaffiliated: A = .4, old = 1/2. */
const unaffiliated = voterWith({ party: 2, race: 2, age: 58, ideology: -1 });
/** A black woman of 50 with a degree, registered with the Republicans: A = 0, old = σ(-2). */
const republican = voterWith({ party: 1, race: 1, female: 1, college: 1, age: 50 });

const old = 1 / (1 + Math.exp(-3));
const young = 1 - 1 / (1 + Math.exp(2));

describe("the utility of the Democrat", () => {
  it.each([
    [
      "a Democrat for governor",
      democrat,
      0,
      -1.05 + 1.75 + 1.5 + 0.22 - 0.1 - 0.9 + 0.18 + 0.1 + 0.1,
    ],
    ["a Democrat for senator", democrat, 1, 0.25 + 2.65 + 2 + 0.22 - 0.1 + 0.45 + 0.1 + 0.2],
    [
      "an unaffiliated for governor",
      unaffiliated,
      0,
      -1.05 - 0.75 + 0.5 - 0.04 - 0.12 + 0.16 + 0.1,
    ],
    [
      "a Republican for attorney general",
      republican,
      2,
      0.2 - 2.3 + 1.3 + 0.22 + 0.55 + 0.25 + 0.1 + 0.3,
    ],
  ])("without interactions, of %s", (_, voter, contest, expected) => {
    expect(contestUtility(voter, contest, place, 0)).toBeCloseTo(expected, 12);
  });

  it.each([
    ["a Democrat for governor", democrat, 0, -1.5 * old * 0.25 + 0.9 * (1 - old) + 0.5],
    ["a Democrat for senator", democrat, 1, -1.3 * old * 0.25 + 0.3 * (1 - old) + 0.5],
    ["an unaffiliated for governor", unaffiliated, 0, -0.45 + 0.5 * 0.5 * 0.75 + 0.7],
    ["a Republican for attorney general", republican, 2, 1.1 * 0.75 + 0.6],
    ["a black Democrat for governor", voterWith({ party: 0, race: 1, age: 50 }), 0, 0.8 + 0.5],
    ["a black Democrat for senator", voterWith({ party: 0, race: 1, age: 50 }), 1, 0.5],
    [
      "an unaffiliated graduate for senator",
      voterWith({ party: 2, race: 0, college: 1, age: 50 }),
      1,
      0.5 * young * 0.75 + 0.7,
    ],
  ])("takes interactions in proportion to their strength, of %s", (_, voter, contest, expected) => {
    const additive = contestUtility(voter, contest, place, 0);
    expect(contestUtility(voter, contest, place, 1) - additive).toBeCloseTo(expected, 12);
    expect(contestUtility(voter, contest, place, 1.6) - additive).toBeCloseTo(1.6 * expected, 12);
  });

  it("leaves blank what age, registration and race leave blank", () => {
    expect(blankLogit(democrat, 0)).toBeCloseTo(0.9 - 3.9 - 0.3, 12);
    expect(blankLogit(unaffiliated, 1)).toBeCloseTo(0.9 - 3.3 - 0.14 + 0.5, 12);
    expect(blankLogit(unaffiliated, 2)).toBeCloseTo(0.9 - 2.7 - 0.16 + 0.55 + 0.3, 12);
  });
});
