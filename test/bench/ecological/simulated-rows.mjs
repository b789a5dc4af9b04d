/** A simulated election as a network reads it: rows in order of their precincts, races with their totals. */
import { drawElection } from "../../../dist/src/workflows/ecological/simulator/index.js";
import {
  ageGroupOf,
  ageGroups,
  choiceOf,
  choices,
  contests,
  educations,
  parties,
  races,
  sexes,
} from "../../../dist/src/workflows/ecological/simulator/categories.js";

function scaled(name, values) {
  let sum = 0;
  let squares = 0;
  for (const value of values) sum += value;
  const mean = sum / values.length;
  for (const value of values) squares += (value - mean) * (value - mean);
  const sd = Math.sqrt(squares / values.length);
  return { name, mean, sd, values: Float32Array.from(values, (value) => (value - mean) / sd) };
}

/** Category columns: county, party, race, age group, education, sex; 40 levels in all. */
export function networkRows({ voters, precincts }) {
  const category = (name, levels, codes) => ({ name, levels, codes });
  const counties = Array.from({ length: 24 }, (_, c) => `c${c + 1}`);
  return {
    rows: voters.count,
    unitStart: precincts.first,
    categories: [
      category(
        "county",
        counties,
        Uint8Array.from(voters.precinct, (p) => precincts.county[p]),
      ),
      category("party", parties, voters.party),
      category("race", races, voters.race),
      category("age_group", ageGroups, Uint8Array.from(voters.age, ageGroupOf)),
      category("education", educations, voters.college),
      category("sex", sexes, voters.female),
    ],
    numeric: [
      scaled("age", voters.age),
      scaled("score", voters.score),
      scaled("log_income", voters.logIncome),
      scaled("tract_college", voters.tractCollege),
    ],
  };
}

export function networkRaces({ voters, precincts }) {
  return contests.map((name, contest) => {
    const counts = new Float64Array(precincts.county.length * choices.length);
    voters.ballot.forEach((ballot, i) => {
      counts[voters.precinct[i] * choices.length + choiceOf(ballot, contest)]++;
    });
    return { name, family: "multinomial", outcomes: choices, counts };
  });
}

export { drawElection };
