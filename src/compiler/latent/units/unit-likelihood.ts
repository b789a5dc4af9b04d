/**
 * The likelihood of counts of units for the nested Laplace engine. Slopes are exact; higher orders are differences of
 * them in the latents that meet in a unit, which are few, so that every likelihood of counts is served alike.
 */
import type { LatentLikelihood, UnitTerms } from "../../../target/index.js";
import { auxiliaryValues } from "../latent-likelihood.js";
import type { LatentPlan, UnitResponses } from "../latent-plan.js";
import { unitColumns, unitPattern, type UnitColumns } from "./unit-columns.js";
import { openUnitCurvature, type UnitCurvature } from "./unit-curvature.js";
import { openUnitSlopes, type UnitSlopes } from "./unit-slopes.js";
import { openUnitSpread, type UnitSpread } from "./unit-spread.js";
import { openUnitWorkspace, type UnitWorkspace } from "./unit-workspace.js";

interface OpenUnits {
  readonly columns: readonly UnitColumns[];
  /** Adds a packed triangle of a unit's latents to the slots of the pattern. */
  readonly add: (unit: number, packed: Float64Array, into: Float64Array) => void;
  readonly take: (unit: number, from: Float64Array, packed: Float64Array) => void;
}

function openSlots(slots: readonly Int32Array[]): Pick<OpenUnits, "add" | "take"> {
  return {
    add(unit, packed, into) {
      const own = slots[unit]!;
      for (let s = 0; s < own.length; s++) into[own[s]!]! += packed[s]!;
    },
    take(unit, from, packed) {
      const own = slots[unit]!;
      for (let s = 0; s < own.length; s++) packed[s] = from[own[s]!]!;
    },
  };
}

interface OpenUnitModel extends OpenUnits {
  readonly slopes: UnitSlopes;
  readonly work: UnitWorkspace;
  readonly curvature: UnitCurvature;
  readonly spread: UnitSpread;
  readonly pattern: UnitTerms["pattern"];
  /** Of the latents of one unit. */
  readonly packed: Float64Array;
  readonly kappaAt: (theta: Float64Array) => number;
  /** Enters each unit in turn. */
  readonly each: (eta: Float64Array, kappa: number, visit: (unit: number) => void) => void;
}

function openUnitModel(plan: LatentPlan, responses: UnitResponses): OpenUnitModel {
  const { predictor } = plan;
  const slopes = openUnitSlopes(responses);
  const columns = unitColumns(predictor, responses.start, slopes.predictors);
  const { pattern, slots } = unitPattern(columns, predictor.columnCount);
  const most = columns.reduce((size, { latents }) => Math.max(size, latents.length), 0);
  const work = openUnitWorkspace(slopes);
  return {
    slopes,
    columns,
    pattern,
    work,
    ...openSlots(slots),
    curvature: openUnitCurvature(work, slopes, most),
    spread: openUnitSpread(work, slopes, most),
    packed: new Float64Array((most * (most + 1)) / 2),
    kappaAt: (theta) => auxiliaryValues(plan, theta)[0] ?? 0,
    each(eta, kappa, visit) {
      for (let u = 0; u < slopes.units; u++) {
        work.enter(u, columns[u]!, eta, kappa);
        visit(u);
      }
    },
  };
}

function openUnitTerms({ predictor, auxiliary }: LatentPlan, model: OpenUnitModel): UnitTerms {
  const { pattern, columns, curvature, spread, packed, kappaAt, each, add, take } = model;
  return {
    pattern,
    openContraction: () => ({
      force: new Float64Array(predictor.columnCount),
      auxiliary: auxiliary.map(() => ({
        value: 0,
        trace: 0,
        slopes: new Float64Array(predictor.rowCount),
      })),
    }),
    writeExpectedSecond(eta, second) {
      second.fill(0);
      // The means do not depend on the concentration, which any positive number stands for.
      each(eta, 1, (u) => {
        curvature.expected(u, columns[u]!, packed);
        add(u, packed, second);
      });
    },
    contract(eta, theta, covariance, { force, auxiliary: into }) {
      const kappa = kappaAt(theta);
      force.fill(0);
      for (const one of into) [one.value, one.trace] = [0, 0];
      each(eta, kappa, (u) => {
        take(u, covariance, packed);
        spread.contract(columns[u]!, packed, kappa, force, into[0]);
      });
    },
    expectGradient(eta, theta, covariance, gradient) {
      gradient.fill(0);
      each(eta, kappaAt(theta), (u) => {
        take(u, covariance, packed);
        spread.expect(columns[u]!, packed, gradient);
      });
    },
  };
}

export function openUnitLikelihood(plan: LatentPlan, responses: UnitResponses): LatentLikelihood {
  const model = openUnitModel(plan, responses);
  const { slopes, columns, curvature, work, pattern, packed, kappaAt, each, add } = model;
  const ofUnit = new Float64Array(slopes.largest);
  return {
    constant: 0,
    hyperparameters: plan.auxiliary,
    units: openUnitTerms(plan, model),
    openDerivatives: () => ({
      first: new Float64Array(plan.predictor.rowCount),
      second: new Float64Array(pattern.rowIndex.length),
      third: new Float64Array(0),
      auxiliary: [],
    }),
    evaluate(eta, theta, order, { first, second }) {
      let total = 0;
      if (order !== "value") second.fill(0);
      each(eta, kappaAt(theta), (u) => {
        total += work.slopesHere(ofUnit);
        work.scatter(ofUnit, first);
        if (order === "value") return;
        curvature.observed(columns[u]!, packed);
        add(u, packed, second);
      });
      return total;
    },
    expectSlopes() {
      throw new Error("slopes of units are expected by their terms");
    },
  };
}
