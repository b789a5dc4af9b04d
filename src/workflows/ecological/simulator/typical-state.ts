/** Takes from a state what sets it as a whole apart from the typical one; its places stay as different. */
import { contests, parties } from "./categories.js";
import type { Counties, Precincts } from "./draw-places.js";

/** The mean urbanicity of the voters at which registration is 52 / 32 / 16 %. */
const typicalUrbanicity = -0.2;

/** Every `width`-th value from `offset` is shifted, so that their weighted mean is as given. */
function shiftMean(
  values: Float64Array,
  weights: Float64Array,
  mean: number,
  offset = 0,
  width = 1,
): void {
  let total = 0;
  let sum = 0;
  weights.forEach((weight, place) => {
    total += weight;
    sum += weight * values[place * width + offset]!;
  });
  const shift = mean - sum / total;
  for (let place = 0; place < weights.length; place++) values[place * width + offset]! += shift;
}

/**
 * In place: the voters' means of urbanicity, black logit and affluence become those that the formulas
 * expect at the typical urbanicity, and shocks average out over the state. Drawn independently, the means
 * of 24 unequal counties have sds near .25, and registration of Democrats one of 4 points between seeds.
 */
export function makeTypical(counties: Counties, precincts: Precincts): void {
  const { first, county } = precincts;
  const voters = Float64Array.from(county, (_, p) => first[p + 1]! - first[p]!);
  const inCounty = new Float64Array(counties.share.length);
  voters.forEach((count, p) => (inCounty[county[p]!]! += count));
  shiftMean(precincts.urbanicity, voters, typicalUrbanicity);
  shiftMean(precincts.blackLogit, voters, -1.6 + 0.9 * typicalUrbanicity);
  shiftMean(precincts.affluence, voters, 0.4 * typicalUrbanicity);
  contests.forEach((_, contest) => {
    shiftMean(precincts.contestShock, voters, 0, contest, contests.length);
  });
  parties.forEach((_, party) => {
    shiftMean(counties.partyShock, inCounty, 0, party, parties.length);
  });
}
