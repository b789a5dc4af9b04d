/** Draws the survey: binary items of which partisans, generations and races think differently. */
import type { RandomStream } from "../../../math/index.js";
import { voterAt, type Electorate } from "./electorate.js";
import { linkedVoters, surveyDraws, surveyItems } from "./settings.js";

export interface Survey {
  /** Of each respondent, the draws of the linked voters one after another. */
  readonly voter: Int32Array;
  /** respondent × item: 1 above the item's median. */
  readonly answers: Uint8Array;
}

/** Different voters, in the order in which they were drawn. */
function drawLinked(count: number, random: RandomStream): Int32Array {
  const chosen = new Set<number>();
  while (chosen.size < linkedVoters) chosen.add(Math.floor(random.uniform() * count));
  return Int32Array.from(chosen);
}

/** (θ, 1.2 (D - R), A / 2, college - .4, black - .25, D white A) with A = (age - 50) / 20. */
function attitudeOf(voters: Electorate, i: number): readonly number[] {
  const { democrat, republican, white, black, college, age, ideology } = voterAt(voters, i);
  const A = (age - 50) / 20;
  const partisan = 1.2 * (democrat - republican);
  return [ideology, partisan, 0.5 * A, college - 0.4, black - 0.25, democrat * white * A];
}

/** 1 above the item's median over all respondents of all draws, of whom exactly half are above. */
function cutAtMedians(latent: Float64Array, respondents: number): Uint8Array {
  const answers = new Uint8Array(latent.length);
  for (let item = 0; item < surveyItems; item++) {
    const values = Float64Array.from(
      { length: respondents },
      (_, respondent) => latent[respondent * surveyItems + item]!,
    );
    const median = values.toSorted()[Math.floor((respondents - 1) / 2)]!;
    values.forEach((value, respondent) => {
      answers[respondent * surveyItems + item] = Number(value > median);
    });
  }
  return answers;
}

/** An item's latent answer is .6 times a random combination of the attitude, plus N(0, 1.2). */
export function drawSurvey(voters: Electorate, random: RandomStream): Survey {
  const weights = Float64Array.from({ length: 6 * surveyItems }, () => random.normal());
  const voter = new Int32Array(surveyDraws * linkedVoters);
  for (let draw = 0; draw < surveyDraws; draw++) {
    voter.set(drawLinked(voters.count, random), draw * linkedVoters);
  }
  const latent = new Float64Array(voter.length * surveyItems);
  voter.forEach((i, respondent) => {
    const attitude = attitudeOf(voters, i);
    for (let item = 0; item < surveyItems; item++) {
      const signal = attitude.reduce((sum, x, k) => sum + x * weights[k * surveyItems + item]!, 0);
      latent[respondent * surveyItems + item] = 0.6 * signal + 1.2 * random.normal();
    }
  });
  return { voter, answers: cutAtMedians(latent, voter.length) };
}
