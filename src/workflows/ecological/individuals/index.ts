/** Questions asked of fits whose people are seen and whose responses are totals. */
export { meanChoices } from "./mean-choices.js";
export type { NamedRace } from "./named-races.js";
export { readBallots } from "./ballots.js";
export { votesOfFit, type ChoiceDraws, type VoteFit } from "./choice-draws.js";
export { ballotCovariance, type CovarianceOptions } from "./ballot-covariance.js";
export { crosstab, type CrosstabOptions } from "./crosstab.js";
