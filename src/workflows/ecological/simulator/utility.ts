/** The utility of the Democrat over the Republican, and the logit of leaving a contest blank. */
import type { Voter } from "./electorate.js";

/** What a precinct adds to the utility of its voters. */
export interface Surroundings {
  readonly urbanicity: number;
  /** σ(-(urbanicity + .2) / .35). */
  readonly rural: number;
  /** By contest: shocks of county and precinct, and the effect of context. */
  readonly shock: ArrayLike<number>;
  /** By party: the county's shock to its voters. */
  readonly partyShock: ArrayLike<number>;
}

interface ContestTerms {
  readonly base: number;
  readonly democrat: number;
  readonly republican: number;
  readonly ideology: number;
  /** Blank ballots: constant, age, unaffiliated, hispanic. */
  readonly blank: readonly [number, number, number, number];
}

const terms: readonly ContestTerms[] = [
  { base: -1.05, democrat: 1.75, republican: -2.6, ideology: 0.75, blank: [-3.9, -0.3, 0.25, 0] },
  { base: 0.25, democrat: 2.65, republican: -2.35, ideology: 1, blank: [-3.3, -0.35, 0.5, 0] },
  { base: 0.2, democrat: 2.6, republican: -2.3, ideology: 0.95, blank: [-2.7, -0.4, 0.55, 0.3] },
];

/** A = (age - 50) / 20. */
function scaledAge(voter: Voter): number {
  return (voter.age - 50) / 20;
}

/** What is particular to the registered of a party. */
function partyTerms(voter: Voter, governor: boolean, u: number): number {
  const { college, unaffiliated, democrat, republican, white, black, female } = voter;
  const A = scaledAge(voter);
  const loyalty = governor
    ? 0.18 * college - white * (0.55 + 0.35 * A)
    : 0.2 * black + 0.45 * college;
  return (
    democrat * loyalty +
    republican * (0.55 * college * (1 - 0.5 * A) + 0.25 * female) +
    unaffiliated * (0.55 * college - 0.3 * A) +
    0.25 * u * (1 + 0.6 * unaffiliated)
  );
}

/** The additive part: what a model of main effects and party slopes could know. */
function mainUtility(voter: Voter, contest: number, u: number): number {
  const { base, democrat, republican, ideology } = terms[contest]!;
  return (
    base +
    democrat * voter.democrat +
    republican * voter.republican +
    ideology * voter.ideology +
    1.3 * voter.black +
    0.5 * voter.hispanic +
    0.35 * voter.asian +
    0.22 * voter.female -
    0.1 * scaledAge(voter) +
    partyTerms(voter, contest === 0, u)
  );
}

/** The interactions that ι multiplies, the county's shock to the party among them. */
function interactionUtility(
  voter: Voter,
  contest: number,
  { rural, partyShock }: Surroundings,
): number {
  const { democrat, republican, unaffiliated, white, black, college, female, old } = voter;
  const governor = contest === 0;
  return (
    democrat * white * (governor ? 0.9 : 0.3) * college * (1 - old) -
    democrat * white * (governor ? 1.5 : 1.3) * old * rural +
    0.8 * democrat * black * Number(governor) +
    1.1 * republican * college * female * (1 - rural) -
    0.9 * unaffiliated * old * (1 - college) +
    0.5 * unaffiliated * (1 - old) * (1 - rural) +
    democrat * partyShock[0]! +
    republican * partyShock[1]! +
    unaffiliated * partyShock[2]!
  );
}

/** e: votes are softmax(e / 2, -e / 2, blank). */
export function contestUtility(
  voter: Voter,
  contest: number,
  place: Surroundings,
  interactions: number,
): number {
  const main = mainUtility(voter, contest, place.urbanicity) + place.shock[contest]!;
  return interactions === 0
    ? main
    : main + interactions * interactionUtility(voter, contest, place);
}

/** The logit of a blank contest. */
export function blankLogit(voter: Voter, contest: number): number {
  const [constant, age, unaffiliated, hispanic] = terms[contest]!.blank;
  return (
    0.9 +
    constant +
    age * scaledAge(voter) +
    unaffiliated * voter.unaffiliated +
    hispanic * voter.hispanic
  );
}
