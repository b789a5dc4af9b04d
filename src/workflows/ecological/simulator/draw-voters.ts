/** Draws the voters of all precincts: what a voter file knows of them, and their ideology. */
import { sampleBeta, type RandomStream } from "../../../math/index.js";
import { drawChoice, logistic } from "./draw-choice.js";
import type { Precincts } from "./draw-places.js";
import type { Electorate } from "./electorate.js";

const partyLogits = new Float64Array(3);

interface Place {
  readonly urbanicity: number;
  readonly affluence: number;
  readonly raceLogits: Float64Array;
}

function placeAt({ urbanicity, blackLogit, affluence }: Precincts, p: number): Place {
  const u = urbanicity[p]!;
  const a = affluence[p]!;
  const hispanic = -1.6 + 0.35 * u;
  const asian = -1.9 + 0.45 * a + 0.25 * u;
  const raceLogits = Float64Array.of(0.9, blackLogit[p]! + 0.6, hispanic, asian, -2.6);
  return { urbanicity: u, affluence: a, raceLogits };
}

/** Later formulas read what is stored, in single precision, so that the tables show what has voted. */
function drawPerson(voters: Electorate, i: number, place: Place, random: RandomStream): void {
  const a = place.affluence;
  const race = (voters.race[i] = drawChoice(place.raceLogits, random));
  const white = Number(race === 0);
  const hispanic = Number(race === 2);
  const span = 74 * sampleBeta(2 + 0.15 * Number(a > 0), 2, random);
  voters.age[i] = Math.min(Math.max(18 + span + 3 * white - 5 * hispanic, 18), 95);
  const female = (voters.female[i] = Number(random.uniform() < 0.54));
  const decades = (voters.age[i] - 50) / 30;
  const schooling =
    -0.35 + 0.8 * a + 0.35 * white + 0.6 * Number(race === 3) - 0.4 * hispanic + 0.1 * female;
  const college = logistic(schooling - 0.3 * decades * decades);
  voters.college[i] = Number(random.uniform() < college);
}

function drawParty(voters: Electorate, i: number, u: number, random: RandomStream): void {
  const race = voters.race[i]!;
  const black = Number(race === 1);
  const hispanic = Number(race === 2);
  const female = voters.female[i]!;
  const learned = voters.college[i]! * Number(race === 0);
  const years = voters.age[i]! - 50;
  voters.ideology[i] = random.normal();
  const lean = 0.55 * voters.ideology[i];
  const minority = 1.9 * black + 0.7 * hispanic + 0.5 * Number(race === 3);
  partyLogits[0] =
    0.2 + 0.45 * u + minority + 0.25 * female + 0.012 * years + 0.25 * learned + lean;
  partyLogits[1] =
    0.15 - 0.45 * u - 1.6 * black - 0.5 * hispanic + 0.01 * years - 0.15 * female - lean;
  partyLogits[2] = -0.25 - 0.018 * years;
  voters.party[i] = drawChoice(partyLogits, random);
}

/** What a vendor adds: a score that knows some of θ, and the tract's income and schooling. */
function drawAppended(voters: Electorate, i: number, a: number, random: RandomStream): void {
  const party = voters.party[i]!;
  const leaning = 1.1 * Number(party === 0) - 1.1 * Number(party === 1);
  voters.score[i] = leaning + 0.5 * voters.ideology[i]! + 0.7 * random.normal();
  voters.logIncome[i] = 11.1 + 0.3 * a + 0.05 * random.normal();
  voters.tractCollege[i] = logistic(-0.4 + 0.8 * a + 0.1 * random.normal());
}

/** Fills the electorate, precinct by precinct and voter by voter. */
export function drawVoters(voters: Electorate, precincts: Precincts, random: RandomStream): void {
  for (let p = 0; p < precincts.county.length; p++) {
    const place = placeAt(precincts, p);
    for (let i = precincts.first[p]!; i < precincts.first[p + 1]!; i++) {
      voters.precinct[i] = p;
      drawPerson(voters, i, place, random);
      drawParty(voters, i, place.urbanicity, random);
      drawAppended(voters, i, place.affluence, random);
    }
  }
}
