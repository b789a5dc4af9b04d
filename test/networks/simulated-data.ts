/** A simulated election as a network reads it, with the votes as probabilities of 0 and 1. */
import type { NetworkRows, Race } from "../../src/networks/index.js";
import type { Election } from "../../src/workflows/ecological/simulator/index.js";
import {
  choiceOf,
  choices,
  contests,
  educations,
  parties,
  races as groups,
  sexes,
} from "../../src/workflows/ecological/simulator/categories.js";

export interface SimulatedData {
  readonly rows: NetworkRows;
  readonly races: readonly Race[];
  readonly votes: readonly { readonly values: Float32Array; readonly choices: number }[];
}

export function simulatedData({ voters, precincts }: Election): SimulatedData {
  const scaled = (name: string, values: Float32Array, mean: number, sd: number) => ({
    name,
    mean,
    sd,
    values: values.map((value) => (value - mean) / sd),
  });
  const votes = contests.map((_, contest) => {
    const values = new Float32Array(3 * voters.count);
    voters.ballot.forEach((ballot, i) => (values[3 * i + choiceOf(ballot, contest)] = 1));
    return { values, choices: 3 };
  });
  const races = contests.map((name, contest) => {
    const counts = new Float64Array(3 * precincts.county.length);
    votes[contest]!.values.forEach((vote, at) => {
      counts[3 * voters.precinct[Math.floor(at / 3)]! + (at % 3)]! += vote;
    });
    return { name, family: "multinomial" as const, outcomes: choices, counts };
  });
  const rows = {
    rows: voters.count,
    unitStart: precincts.first,
    categories: [
      { name: "party", levels: parties, codes: voters.party },
      { name: "race", levels: groups, codes: voters.race },
      { name: "education", levels: educations, codes: voters.college },
      { name: "sex", levels: sexes, codes: voters.female },
    ],
    numeric: [
      scaled("age", voters.age, 50, 18),
      scaled("score", voters.score, 0, 1.3),
      scaled("log_income", voters.logIncome, 11.1, 0.3),
      scaled("tract_college", voters.tractCollege, 0.4, 0.2),
    ],
  };
  return { rows, races, votes };
}
