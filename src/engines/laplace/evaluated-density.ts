/** The density of the hyperparameters where it was evaluated, and what proposed the points. */
import { deterministic, logSumExp } from "../../math/index.js";
import { additiveRecurrence } from "./additive-recurrence.js";
import type { ConditionalStart } from "./conditional-start.js";
import type { LaplaceRunner } from "./laplace-runner.js";
import { logSlope, thetaOf, type ProposalCoordinates } from "./proposal-coordinates.js";
import type { TruncatedStudent } from "./truncated-student.js";

/** Who evaluates it, and in what coordinates points are proposed. */
export interface DensitySource {
  readonly runner: LaplaceRunner;
  readonly start: ConditionalStart;
  readonly coordinates: ProposalCoordinates;
}

/** In the coordinates of the proposals. */
export interface EvaluatedDensity {
  /** Those where a conditional mode was found. */
  readonly points: readonly Float64Array[];
  readonly logs: Float64Array;
  readonly rounds: readonly { readonly proposal: TruncatedStudent; readonly count: number }[];
}

export const noPoints: EvaluatedDensity = { points: [], logs: new Float64Array(0), rounds: [] };

/** So many points of a proposal more, at those of a quasi-random sequence. */
export async function evaluateRound(
  { runner, start, coordinates }: DensitySource,
  known: EvaluatedDensity,
  proposal: TruncatedStudent,
  count: number,
): Promise<EvaluatedDensity> {
  const m = start.theta.length;
  const sequence = additiveRecurrence(m);
  const u = new Float64Array(m);
  const drawn = Array.from({ length: count }, (_, s) => {
    const v = new Float64Array(m);
    sequence(s, u);
    proposal.pointAt(u, v);
    return v;
  });
  const thetas = drawn.map((v) => thetaOf(coordinates, v, m));
  const answers = await runner.roughValues(thetas, start);
  const logs = drawn.map((v, s) => answers[s]!.value + logSlope(coordinates, v));
  const found = [...drawn.keys()].filter((s) => Number.isFinite(logs[s]!));
  return {
    points: [...known.points, ...found.map((s) => drawn[s]!)],
    logs: Float64Array.from([...known.logs, ...found.map((s) => logs[s]!)]),
    rounds: [...known.rounds, { proposal, count }],
  };
}

/** Log of the number of points that all proposals together put at each of the points, a unit of volume. */
export function logProposed({ points, rounds }: EvaluatedDensity): Float64Array {
  const counts = rounds.map(({ count }) => deterministic.log(count));
  const terms = new Float64Array(rounds.length);
  const logs = new Float64Array(points.length);
  points.forEach((v, s) => {
    rounds.forEach(({ proposal }, r) => (terms[r] = counts[r]! + proposal.logDensity(v)));
    logs[s] = logSumExp(terms);
  });
  return logs;
}
