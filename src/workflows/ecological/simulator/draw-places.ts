/** Draws the counties and precincts of a state: who lives there and what moves their votes. */
import { deterministic, sampleGamma, type RandomStream } from "../../../math/index.js";
import { contests, parties } from "./categories.js";
import { countyCount } from "./settings.js";
import { shareOut } from "./share-out.js";

/** Of places, a number each. */
type Numbers = Float64Array;

export interface Counties {
  /** Shares of the precincts, with sum 1. */
  readonly share: Numbers;
  readonly urbanicity: Numbers;
  readonly blackLogit: Numbers;
  readonly affluence: Numbers;
  /** county × contest. */
  readonly contestShock: Numbers;
  /** county × party: how much more than elsewhere a party's voters lean to the Democrats. */
  readonly partyShock: Numbers;
}

export interface Precincts {
  readonly county: Uint8Array;
  readonly urbanicity: Numbers;
  readonly blackLogit: Numbers;
  readonly affluence: Numbers;
  /** Precinct p has the voters first[p] to first[p + 1] - 1. */
  readonly first: Int32Array;
  /** precinct × contest: what precinct and county add to the Democrat's utility. */
  readonly contestShock: Numbers;
}

function numbers(length: number, draw: (position: number) => number): Numbers {
  const values = new Float64Array(length);
  for (let position = 0; position < length; position++) values[position] = draw(position);
  return values;
}

/** .7 Dirichlet(.8) + .3 / counties. */
function drawShares(random: RandomStream): Numbers {
  const gammas = numbers(countyCount, () => sampleGamma(0.8, random));
  const total = gammas.reduce((sum, gamma) => sum + gamma, 0);
  return gammas.map((gamma) => (0.7 * gamma) / total + 0.3 / countyCount);
}

export function drawCounties(random: RandomStream): Counties {
  const share = drawShares(random);
  const urbanicity = numbers(countyCount, () => random.normal());
  return {
    share,
    urbanicity,
    blackLogit: urbanicity.map((u) => -1.6 + 0.9 * u + 0.7 * random.normal()),
    affluence: urbanicity.map((u) => 0.4 * u + 0.7 * random.normal()),
    contestShock: numbers(countyCount * contests.length, () => 0.25 * random.normal()),
    partyShock: numbers(countyCount * parties.length, () => 0.35 * random.normal()),
  };
}

function drawCounty(share: Numbers, random: RandomStream): number {
  let left = random.uniform();
  const found = share.findIndex((part) => (left -= part) < 0);
  return found < 0 ? countyCount - 1 : found;
}

/** A voter for each precinct, the others in proportion to lognormal(0, .5) sizes. */
function drawSizes(count: number, voters: number, random: RandomStream): Int32Array {
  const sizes = numbers(count, () => deterministic.exp(0.5 * random.normal()));
  const first = new Int32Array(count + 1);
  shareOut(voters - count, sizes).forEach((others, p) => (first[p + 1] = first[p]! + others + 1));
  return first;
}

/** Shocks of the county, of the precinct in all contests, and of the precinct in each. */
function drawShocks(county: Uint8Array, ofCounties: Numbers, random: RandomStream): Numbers {
  const common = numbers(county.length, () => 0.1 * random.normal());
  return numbers(county.length * contests.length, (position) => {
    const p = Math.floor(position / contests.length);
    const ofCounty = ofCounties[county[p]! * contests.length + (position % contests.length)]!;
    return ofCounty + common[p]! + 0.12 * random.normal();
  });
}

export function drawPrecincts(
  counties: Counties,
  count: number,
  voters: number,
  random: RandomStream,
): Precincts {
  const county = new Uint8Array(count).map(() => drawCounty(counties.share, random));
  const around = (centre: Numbers, spread: number): Numbers =>
    numbers(count, (p) => centre[county[p]!]! + spread * random.normal());
  return {
    county,
    urbanicity: around(counties.urbanicity, 0.6),
    blackLogit: around(counties.blackLogit, 1.2),
    affluence: around(counties.affluence, 0.8),
    first: drawSizes(count, voters, random),
    contestShock: drawShocks(county, counties.contestShock, random),
  };
}
