/** Whether data like the observed could come from the fitted model. */
import { openStream } from "../../math/index.js";
import type { Posterior } from "../posterior.js";
import { countText, valueText } from "../number-text.js";
import type { ResultTable } from "../result-table.js";
import {
  replicateAll,
  replicateQuantiles,
  tailProbability,
  type Replication,
} from "./predictive-check.js";
import { openCheck } from "./check-responses.js";
import { checkUnits } from "./check-units.js";
import { cell, type PredictiveCheck, type PredictiveOptions } from "./prior-predictive.js";
import { spreadDraws } from "./spread-draws.js";

/**
 * Replicates the response for draws spread evenly over those of the fit, and compares statistics of
 * the replicates with those of the data.
 */
export function posteriorPredictive(
  posterior: Posterior,
  asked: PredictiveOptions,
): PredictiveCheck {
  const { model } = posterior;
  if (model.spec.totals) return checkUnits(posterior, model.spec.totals, asked);
  const { draws, seed, keep = false, ...options } = asked;
  const random = openStream(seed, "posterior_predictive");
  const available = posterior.draws.chains * posterior.draws.drawsPerChain;
  const used = Math.min(draws, available);
  const check = openCheck(model, options);
  const drawn = spreadDraws(posterior.draws, used);
  const replication = replicateAll(model, drawn, random, { keep, see: check?.see });
  const summary = posteriorPredictiveTable(posterior, replication, used, draws);
  return { ...replication, table: check ? check.table(summary) : summary };
}

function posteriorPredictiveTable(
  { model }: Posterior,
  { statistics, impossible }: Replication,
  used: number,
  asked: number,
): ResultTable {
  const { spec } = model;
  const { response } = spec.design;
  const notes = [
    `quantiles over ${countText(used)} replicated data sets; p is the probability that a replicate exceeds the observed value`,
  ];
  if (used < asked) notes.push(`the fit has ${countText(used)} draws, fewer than asked for`);
  if (response.weights) notes.push("weights of the response play no part in replicates");
  if (impossible > 0)
    notes.push(`${valueText(100 * impossible)} % of the replicated responses are impossible`);
  return {
    kind: "table",
    title: `Posterior predictive check of ${spec.name}: ${response.text}`,
    columns: [
      { name: "statistic", format: "text" },
      ...["observed", "2.5%", "50%", "97.5%", "p"].map((name) => ({
        name,
        format: "number" as const,
      })),
    ],
    rows: statistics.map((statistic) => [
      statistic.name,
      statistic.observed,
      ...replicateQuantiles(statistic, [0.025, 0.5, 0.975]).map(cell),
      cell(tailProbability(statistic)),
    ]),
    notes,
  };
}
