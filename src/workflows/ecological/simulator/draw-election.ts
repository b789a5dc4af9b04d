/** Draws a whole state: counties, precincts, voters, ballots and survey, from one stream in that order. */
import { openStream } from "../../../math/index.js";
import { drawCounties, drawPrecincts, type Precincts } from "./draw-places.js";
import { drawSurvey, type Survey } from "./draw-survey.js";
import { drawVoters } from "./draw-voters.js";
import { drawVotes } from "./draw-votes.js";
import { openElectorate, type Electorate } from "./electorate.js";
import type { ElectionSettings } from "./settings.js";
import { makeTypical } from "./typical-state.js";

export interface Election {
  readonly precincts: Precincts;
  readonly voters: Electorate;
  readonly survey: Survey;
}

/** Settings must have passed `checkSettings`. */
export function drawElection(settings: ElectionSettings): Election {
  const random = openStream(settings.seed, "simulate_election");
  const counties = drawCounties(random);
  const precincts = drawPrecincts(counties, settings.precincts, settings.voters, random);
  if (settings.typical) makeTypical(counties, precincts);
  const voters = openElectorate(settings.voters);
  drawVoters(voters, precincts, random);
  drawVotes(voters, counties, precincts, settings, random);
  return { precincts, voters, survey: drawSurvey(voters, random) };
}
