/**
 * How much each posterior moves when the prior, or the likelihood, counts a little more or less: the
 * derivative of the cumulative Jensen-Shannon distance in log2 of the power (Kallioinen et al. 2023).
 */
import { deterministic, type SmoothedWeights } from "../../math/index.js";
import { isEffect } from "../../target/index.js";
import { parameterDraws } from "../draws.js";
import { countText, counted, valueText } from "../number-text.js";
import type { Posterior } from "../posterior.js";
import type { ResultTable } from "../result-table.js";
import { cumulativeDistance } from "./cumulative-divergence.js";
import { openPowerScaling, type ScaledPart } from "./power-scaling.js";

export type SensitivityDiagnosis = "prior-data conflict" | "strong prior / weak likelihood" | "-";

export interface ParameterSensitivity {
  readonly parameter: string;
  readonly prior: number;
  readonly likelihood: number;
  readonly diagnosis: SensitivityDiagnosis;
}

export interface Sensitivity {
  readonly posterior: Posterior;
  /** Of everything but effects of groups and nodes. */
  readonly parameters: readonly ParameterSensitivity[];
  /** Of the four sets of weights the worst: the shape of the tail, and the share of draws that count. */
  readonly kHat: number;
  readonly effectiveShare: number;
}

/** Those of the R package priorsense. */
const [lowerPower, upperPower] = [0.99, 1.01];
export const sensitivityThreshold = 0.05;

function diagnose(prior: number, likelihood: number): SensitivityDiagnosis {
  if (!(prior >= sensitivityThreshold)) return "-";
  return likelihood >= sensitivityThreshold
    ? "prior-data conflict"
    : "strong prior / weak likelihood";
}

/** 1 / (S Σ w²). */
function effectiveShare({ weights }: SmoothedWeights): number {
  return 1 / (weights.length * weights.reduce((sum, weight) => sum + weight * weight, 0));
}

export function measureSensitivity(posterior: Posterior): Sensitivity {
  const { draws } = posterior;
  const scaled = openPowerScaling(posterior);
  const weightsOf = (part: ScaledPart) => [scaled(part, lowerPower), scaled(part, upperPower)];
  const [prior, likelihood] = [weightsOf("prior"), weightsOf("likelihood")];
  const step = (2 * deterministic.log(upperPower)) / Math.LN2;
  const parameters = draws.parameters.flatMap(({ name, role }, place) => {
    if (isEffect(role)) return [];
    const values = parameterDraws(draws, place);
    const derivative = (both: typeof prior): number =>
      both.reduce((sum, { weights }) => sum + cumulativeDistance(values, weights), 0) / step;
    const [ofPrior, ofLikelihood] = [derivative(prior), derivative(likelihood)];
    return [
      {
        parameter: name,
        prior: ofPrior,
        likelihood: ofLikelihood,
        diagnosis: diagnose(ofPrior, ofLikelihood),
      },
    ];
  });
  const all = [...prior, ...likelihood];
  const kHat = Math.max(...all.map((one) => one.kHat));
  return { posterior, parameters, kHat, effectiveShare: Math.min(...all.map(effectiveShare)) };
}

const meanings: Readonly<Record<Exclude<SensitivityDiagnosis, "-">, string>> = {
  "prior-data conflict":
    "prior-data conflict: the posterior moves with the prior and with the data, which pull apart; see whether the prior is what is known",
  "strong prior / weak likelihood":
    "strong prior / weak likelihood: the data say little beside the prior; report the prior with the estimate",
};

/** The tail of weights that are nearly equal does not matter. */
function reliability({ kHat, effectiveShare }: Sensitivity): readonly string[] {
  if (kHat <= 0.7 || effectiveShare > 0.9) return [];
  return [`k-hat of the weights is ${valueText(kHat)}: these values are not to be trusted`];
}

export function sensitivityTable(sensitivity: Sensitivity): ResultTable {
  const { posterior, parameters } = sensitivity;
  const { spec } = posterior.model;
  const { chains, drawsPerChain } = posterior.draws;
  const found = new Set(parameters.map(({ diagnosis }) => diagnosis));
  const meant = Object.entries(meanings).filter(([word]) =>
    found.has(word as SensitivityDiagnosis),
  );
  return {
    kind: "table",
    title: `Sensitivity of ${spec.name} to power-scaling of prior and likelihood: ${spec.formulaText}`,
    columns: [
      { name: "parameter", format: "text" },
      { name: "prior", format: "number" },
      { name: "likelihood", format: "number" },
      { name: "diagnosis", format: "text" },
    ],
    rows: parameters.map(({ parameter, prior, likelihood, diagnosis }) => [
      parameter,
      prior,
      likelihood,
      diagnosis,
    ]),
    notes: [
      `${countText(chains * drawsPerChain)} draws, ${counted(parameters.length, "parameter", "parameters")}; above ${sensitivityThreshold} a posterior moves noticeably with the power of the prior, or of the likelihood`,
      ...meant.map(([, meaning]) => meaning),
      "scaled are the priors that a model states; effects keep their distribution given their scales",
      ...reliability(sensitivity),
    ],
    chart: {
      shape: "points",
      x: "parameter",
      y: "prior",
      beside: "likelihood",
      none: sensitivityThreshold,
    },
  };
}
