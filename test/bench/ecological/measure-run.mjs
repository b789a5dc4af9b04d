/** The measures of Table 1 for a network that was trained on a simulated election. */
import {
  ballotCovariances,
  choiceCovariances,
  crossover,
  errorsOf,
  groupSupport,
  heldOutRSquared,
  leaveOneOutRSquared,
} from "../../../dist/src/workflows/ecological/metrics/index.js";
import {
  ballotKinds,
  choiceOf,
  contests,
} from "../../../dist/src/workflows/ecological/simulator/categories.js";
import { meanProbabilities, representations } from "../../../dist/src/networks/index.js";

const respondents = 132;

/** The votes themselves, as probabilities of 0 and 1. */
function votesOf({ voters }, contest) {
  const values = new Float32Array(3 * voters.count);
  voters.ballot.forEach((ballot, i) => (values[3 * i + choiceOf(ballot, contest)] = 1));
  return { values, choices: 3 };
}

/** Party, race, age, education, sex: the groups of Demo MSE. */
const groupings = ["party", "race", "age_group", "education", "sex"];

function supportErrors(rows, modelled, truth, names) {
  const support = (probabilities) =>
    names.flatMap((name) => {
      const { codes, levels } = rows.categories.find((column) => column.name === name);
      return [...groupSupport(probabilities, codes, levels.length)];
    });
  return errorsOf(modelled.flatMap(support), truth.flatMap(support));
}

/** Shares of precincts that were held out, of D among D and R. */
function testRSquared({ voters, precincts }, heldOut, modelled, truth) {
  const of = (probabilities) => {
    const shares = groupSupport(probabilities, voters.precinct, precincts.county.length);
    return Array.from(heldOut, (precinct) => shares[precinct]);
  };
  return heldOutRSquared(modelled.map(of), truth.map(of));
}

function covarianceError({ voters }, modelled) {
  const counts = new Float64Array(ballotKinds);
  for (const ballot of voters.ballot) counts[ballot]++;
  const kinds = Array.from({ length: ballotKinds }, (_, ballot) => ballot);
  const codes = contests.map((_, contest) => kinds.map((ballot) => choiceOf(ballot, contest)));
  return errorsOf(choiceCovariances(modelled), ballotCovariances(codes, counts)).meanSquared;
}

/** Penalties in units of the features' variance, added up. */
const penalties = [0.3, 1, 3, 10, 30, 100];

function totalVariance(values, columns) {
  const rows = values.length / columns;
  let total = 0;
  for (let k = 0; k < columns; k++) {
    let sum = 0;
    let squares = 0;
    for (let i = 0; i < rows; i++) {
      sum += values[i * columns + k];
      squares += values[i * columns + k] ** 2;
    }
    total += squares / rows - (sum / rows) ** 2;
  }
  return total;
}

/** One of the 20 draws of 132 respondents; features stand side by side where there are several networks. */
function surveyDraw({ survey }, features, first) {
  const items = survey.answers.length / survey.voter.length;
  const widths = features.map(({ columns }) => columns.length);
  const width = widths.reduce((sum, columns) => sum + columns, 0);
  const values = new Float64Array(respondents * width);
  const questions = Array.from({ length: items }, () => new Float64Array(respondents));
  for (let r = 0; r < respondents; r++) {
    const voter = survey.voter[first + r];
    let to = r * width;
    features.forEach((feature, k) => {
      values.set(feature.values.subarray(voter * widths[k], (voter + 1) * widths[k]), to);
      to += widths[k];
    });
    questions.forEach((answers, q) => (answers[r] = survey.answers[(first + r) * items + q]));
  }
  return {
    features: { values, columns: width },
    questions,
    variance: totalVariance(values, width),
  };
}

function surveyRSquared(election, features) {
  const draws = [];
  for (let first = 0; first < election.survey.voter.length; first += respondents) {
    draws.push(surveyDraw(election, features, first));
  }
  const each = penalties.map((penalty) => {
    const values = draws.map((draw) =>
      leaveOneOutRSquared(draw.features, draw.questions, penalty * draw.variance),
    );
    return values.reduce((sum, value) => sum + value, 0) / values.length;
  });
  return each;
}

export async function measureRun(election, rows, network, { draws, seed }) {
  const modelled = (await meanProbabilities(network, rows, { draws, seed })).map(({ values }) => ({
    values,
    choices: 3,
  }));
  const truth = contests.map((_, contest) => votesOf(election, contest));
  const demo = supportErrors(rows, modelled, truth, groupings);
  const party = supportErrors(rows, modelled, truth, ["party"]);
  const { codes } = rows.categories.find(({ name }) => name === "party");
  const crossing = (probabilities) => probabilities.map((of) => crossover(of, codes).democrats);
  const survey = surveyRSquared(election, representations(network, rows));
  return {
    demo_mse: demo.meanSquared,
    rmse: demo.rootMeanSquared,
    mae: demo.meanAbsolute,
    party_rmse: party.rootMeanSquared,
    test_r2: testRSquared(election, network.heldOutUnits, modelled, truth),
    cov_mse: covarianceError(election, modelled),
    d_to_r: crossing(modelled),
    d_to_r_truth: crossing(truth),
    // With the best of the penalties, and with each.
    loo_r2: Math.max(...survey),
    loo_r2_by_penalty: survey,
  };
}
