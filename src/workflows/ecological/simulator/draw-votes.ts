/** Draws the ballots: contests are independent given a voter's features and ideology. */
import type { RandomStream } from "../../../math/index.js";
import { contests, parties } from "./categories.js";
import { drawChoice, logistic } from "./draw-choice.js";
import type { Counties, Precincts } from "./draw-places.js";
import { voterAt, type Electorate, type Voter } from "./electorate.js";
import type { ElectionSettings } from "./settings.js";
import { blankLogit, contestUtility, type Surroundings } from "./utility.js";

type Truth = Pick<ElectionSettings, "interactions" | "context">;

/** κ (share of Democrats among the voters - .53). */
function contextOf(voters: Electorate, first: number, end: number, context: number): number {
  let democrats = 0;
  for (let i = first; i < end; i++) democrats += Number(voters.party[i] === 0);
  return context * (democrats / (end - first) - 0.53);
}

function surroundingsOf(
  counties: Counties,
  precincts: Precincts,
  p: number,
  context: number,
): Surroundings {
  const rowOf = (values: Float64Array, row: number, width: number): Float64Array =>
    values.subarray(row * width, (row + 1) * width);
  const shock = rowOf(precincts.contestShock, p, contests.length);
  const urbanicity = precincts.urbanicity[p]!;
  return {
    urbanicity,
    rural: logistic(-(urbanicity + 0.2) / 0.35),
    shock: shock.map((ofContest) => ofContest + context),
    partyShock: rowOf(counties.partyShock, precincts.county[p]!, parties.length),
  };
}

const voteLogits = new Float64Array(3);

function drawBallot(
  voter: Voter,
  place: Surroundings,
  interactions: number,
  random: RandomStream,
): number {
  let ballot = 0;
  for (let contest = 0; contest < contests.length; contest++) {
    const utility = contestUtility(voter, contest, place, interactions);
    voteLogits[0] = 0.5 * utility;
    voteLogits[1] = -0.5 * utility;
    voteLogits[2] = blankLogit(voter, contest);
    ballot = 3 * ballot + drawChoice(voteLogits, random);
  }
  return ballot;
}

/** Fills in the ballots; the same stream votes with the same uniforms whatever the truth. */
export function drawVotes(
  voters: Electorate,
  counties: Counties,
  precincts: Precincts,
  { interactions, context }: Truth,
  random: RandomStream,
): void {
  for (let p = 0; p < precincts.county.length; p++) {
    const first = precincts.first[p]!;
    const end = precincts.first[p + 1]!;
    const neighbours = contextOf(voters, first, end, context);
    const place = surroundingsOf(counties, precincts, p, neighbours);
    for (let i = first; i < end; i++) {
      voters.ballot[i] = drawBallot(voterAt(voters, i), place, interactions, random);
    }
  }
}
