/** What predictive checks and the priors' weight say of a model, as lines of the table of diagnostics. */
import { posteriorPredictive } from "../predictive/posterior-predictive.js";
import { tailProbability } from "../predictive/predictive-check.js";
import { valueText, listText } from "../number-text.js";
import type { Posterior } from "../posterior.js";
import { measureSensitivity, sensitivityThreshold } from "../sensitivity/sensitivity.js";
import { atLeast, atMost, largest, type CheckRow } from "./check-row.js";

/** Two-sided; of five statistics one is so extreme in 20 sound fits at the most. */
const extreme = 0.01;
const replicates = 500;

function checkPredictions(posterior: Posterior): CheckRow {
  const { statistics } = posteriorPredictive(posterior, { draws: replicates, seed: 1 });
  const judged = statistics.map((statistic) => ({
    name: statistic.name,
    p: tailProbability(statistic),
  }));
  const { item, value } = largest(judged, ({ p }) => -2 * Math.min(p, 1 - p));
  const where = item ? `${item.name}: p = ${valueText(item.p)}` : "";
  return atLeast("predictive p, most extreme", -value, extreme, undefined, where);
}

/** Names of the parameters that a line has room for. */
const named = 4;

function checkPriors(posterior: Posterior): readonly CheckRow[] {
  const { parameters } = measureSensitivity(posterior);
  const conflicts = parameters
    .filter(({ diagnosis }) => diagnosis === "prior-data conflict")
    .map(({ parameter }) => parameter);
  const names = conflicts.length > named ? [...conflicts.slice(0, named), "others"] : conflicts;
  const strongest = largest(parameters, ({ prior }) => prior);
  const sensitive = atMost("prior sensitivity", strongest.value, sensitivityThreshold);
  return [
    atMost("prior-data conflicts", conflicts.length, 0, undefined, listText(names)),
    {
      ...sensitive,
      // A prior that matters is no fault: it has to be reported.
      verdict: sensitive.verdict === "look" ? "" : sensitive.verdict,
      where: strongest.item?.parameter ?? "",
    },
  ];
}

export function checkModel(posterior: Posterior): readonly CheckRow[] {
  return [checkPredictions(posterior), ...checkPriors(posterior)];
}
