/** The table of verbs: calls, checks, help and the catalogue all read it. */
import type { VerbSignature } from "../../language/index.js";
import type { Verb } from "../verb.js";
import { signatureOf } from "../verb-signatures.js";
import { agreement } from "./agreement.js";
import { align } from "./align.js";
import { ballotCovariance } from "./ballot-covariance.js";
import { bounds } from "./bounds.js";
import { check } from "./check.js";
import { compare } from "./compare.js";
import { crosstab } from "./crosstab.js";
import { comparisons } from "./comparisons.js";
import { differences } from "./differences.js";
import { derive } from "./derive.js";
import { embeddings } from "./embeddings.js";
import { ecological } from "./ecological.js";
import { ecologicalMethods } from "./ecological-methods.js";
import { describe } from "./describe.js";
import { filter } from "./filter.js";
import { fit } from "./fit.js";
import { goodman } from "./goodman.js";
import { graph } from "./graph.js";
import { group } from "./group.js";
import { influence } from "./influence.js";
import { join } from "./join.js";
import { leaveAreaOut } from "./leave-area-out.js";
import { leaveOneOut } from "./leave-one-out.js";
import { live } from "./live.js";
import { loo } from "./loo.js";
import { looPit } from "./loo-pit.js";
import { linkedAnswers } from "./linked-answers.js";
import { load } from "./load.js";
import { linearCombinations } from "./linear-combinations.js";
import { outcomes } from "./outcomes.js";
import { polarisation } from "./polarisation.js";
import { plot } from "./plot.js";
import { posteriorPredictive } from "./posterior-predictive.js";
import { poststratify } from "./poststratify.js";
import { predictions } from "./predictions.js";
import { priorPredictive } from "./prior-predictive.js";
import { priors } from "./priors.js";
import { rake } from "./rake.js";
import { probability } from "./probability.js";
import { rank } from "./rank.js";
import { read } from "./read.js";
import { recode } from "./recode.js";
import { sample } from "./sample.js";
import { replay } from "./replay.js";
import { residuals } from "./residuals.js";
import { save } from "./save.js";
import { sbc } from "./sbc.js";
import { score } from "./score.js";
import { scoreElection } from "./score-election.js";
import { sensitivity } from "./sensitivity.js";
import { show } from "./show.js";
import { shrinkage } from "./shrinkage.js";
import { simulate } from "./simulate.js";
import { simulateElection } from "./simulate-election.js";
import { simulateNight } from "./simulate-night.js";
import { slopes } from "./slopes.js";
import { sort } from "./sort.js";
import { sql } from "./sql.js";
import { summary } from "./summary.js";
import { tomography } from "./tomography.js";
import { syntheticJoint } from "./synthetic-joint.js";
import { varianceComponents } from "./variance-components.js";
import { waic } from "./waic.js";
import { weightedEstimates } from "./weighted-estimates.js";

export const verbs: readonly Verb[] = [
  read,
  sql,
  graph,
  join,
  group,
  filter,
  sort,
  derive,
  recode,
  simulate,
  simulateElection,
  simulateNight,
  sample,
  fit,
  agreement,
  summary,
  varianceComponents,
  linearCombinations,
  check,
  loo,
  looPit,
  influence,
  residuals,
  shrinkage,
  sensitivity,
  waic,
  compare,
  leaveOneOut,
  leaveAreaOut,
  priors,
  priorPredictive,
  posteriorPredictive,
  sbc,
  predictions,
  comparisons,
  slopes,
  align,
  poststratify,
  crosstab,
  ballotCovariance,
  embeddings,
  linkedAnswers,
  scoreElection,
  outcomes,
  rank,
  differences,
  probability,
  score,
  bounds,
  goodman,
  ecological,
  ecologicalMethods,
  polarisation,
  tomography,
  live,
  replay,
  describe,
  rake,
  weightedEstimates,
  syntheticJoint,
  show,
  plot,
  save,
  load,
];

const byName: ReadonlyMap<string, Verb> = new Map(verbs.map((verb) => [verb.name, verb]));

export const verbNames: readonly string[] = verbs.map(({ name }) => name);

export function findVerb(name: string): Verb | undefined {
  return byName.get(name);
}

/** What the checks of the language room need to know. */
export const verbSignatures: readonly VerbSignature[] = verbs.map(signatureOf);
