/** The integrals of many densities exp(l(a) − precision a² / 2), each by a quadrature around its mode. */
import { deterministic } from "../deterministic.js";
import type { Quadrature } from "../gauss-hermite.js";
import { openNearNormalMemory, type NearNormalBackend } from "./near-normal-module.js";

interface KnownModes {
  readonly modes: Float64Array;
  readonly slopes: Float64Array;
  /** Minus the second derivatives. */
  readonly curvatures: Float64Array;
  /** How the slope falls with each of what it depends on, for each of these an even number of densities. */
  readonly falls: Float64Array;
}

export interface IntegralCounts {
  readonly densities: number;
  /** Of their series. */
  readonly terms: number;
  /** What their slopes depend on. */
  readonly predictors: number;
}

/** A workspace; all arrays are by density. */
export interface NormalIntegrals {
  readonly modes: Float64Array;
  readonly scales: Float64Array;
  /** l at mode + scale × node, node after node; `integrate` makes r(t) of it, which is t²/2 above the log density. */
  readonly remainders: Float64Array;
  /** To be filled: a point where modes are known, and the derivatives of l there. */
  readonly known: KnownModes;
  /** From there, where what slopes depend on has moved so far. */
  readonly predict: (moved: Float64Array, precision: number) => void;
  /** Coefficients of l around where a mode is predicted, and how far from there they may be used. */
  readonly series: { readonly coefficients: Float64Array; readonly radii: Float64Array };
  /** Modes, scales and l at the nodes from the series. Returns how many are far: their nodes lie beyond the radius. */
  readonly centre: (precision: number) => number;
  /** One where that is so, and nothing was moved or written. */
  readonly isFar: Float64Array;
  /** Σ log ∫. */
  readonly integrate: (precision: number) => number;
}

const logTwoPi = 1.8378770664093456;
/** Integrals of so many are multiplied before the log is taken. */
const logsAtOnce = 8;

/** Σ log. */
function sumOfLogs(integrals: Float64Array): number {
  let total = 0;
  for (let d = 0; d < integrals.length;) {
    let product = 1;
    for (const end = Math.min(integrals.length, d + logsAtOnce); d < end; d++)
      product *= integrals[d]!;
    total += deterministic.log(product);
  }
  return total;
}

export function openNormalIntegrals(
  { nodes, weights }: Quadrature,
  { densities, terms, predictors }: IntegralCounts,
  wish?: NearNormalBackend,
): NormalIntegrals {
  const points = nodes.length;
  const { run, at, column } = openNearNormalMemory(
    {
      coefficients: terms * densities,
      radii: densities,
      modes: densities,
      scales: densities,
      nodes: points,
      logWeights: points,
      remainders: points * densities,
      isFar: densities,
      integrals: densities,
      moved: predictors,
      knownModes: densities,
      slopes: densities,
      curvatures: densities,
      falls: predictors * (densities + (densities & 1)),
      own: 2 * terms,
    },
    wish,
  );
  column("nodes").set(nodes);
  column("logWeights").set(weights.map(deterministic.log));
  const reach = nodes.reduce((most, t) => Math.max(most, Math.abs(t)), 0);
  const series = [densities, terms, at.coefficients, at.radii, at.modes, at.scales] as const;
  const written = [at.own, at.remainders, at.isFar] as const;
  const rule = [points, at.nodes, at.logWeights] as const;
  const around = [at.modes, at.scales, at.remainders, at.integrals] as const;
  const knownAt = [at.moved, at.knownModes, at.slopes, at.curvatures, at.falls] as const;
  const [integrals, ownMoved] = [column("integrals"), column("moved")];
  const constant = 0.5 * logTwoPi * densities;
  return {
    modes: column("modes"),
    scales: column("scales"),
    remainders: column("remainders"),
    known: {
      modes: column("knownModes"),
      slopes: column("slopes"),
      curvatures: column("curvatures"),
      falls: column("falls"),
    },
    predict: (moved, precision) => {
      ownMoved.set(moved);
      run.predictModes(densities, precision, predictors, ...knownAt, at.modes, at.scales);
    },
    series: { coefficients: column("coefficients"), radii: column("radii") },
    isFar: column("isFar"),
    centre: (precision) =>
      run.centreSeries(...series, precision, reach, points, at.nodes, ...written),
    integrate: (precision) =>
      constant +
      run.integrateNormals(densities, precision, ...rule, ...around) +
      sumOfLogs(integrals),
  };
}
