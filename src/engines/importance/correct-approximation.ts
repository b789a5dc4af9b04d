/**
 * A nested Laplace approximation corrected to the exact posterior: the approximation proposes, the exact joint
 * density weighs (Berild et al. 2022), Pareto-smoothed weights tell whether the result is to be believed.
 */
import { openStream, smoothWeights } from "../../math/index.js";
import type {
  ConditionalStart,
  LaplaceApproximation,
  PointEvaluator,
  Moments,
} from "../laplace/index.js";
import { sampleAdaptively } from "./adaptive-sampling.js";
import { chooseNodes, quadratureError } from "./choose-nodes.js";
import { judge, type Attempt, type Correction } from "./judge-weights.js";
import {
  sampleAndWeigh,
  type CorrectionInputs,
  type CorrectionLayout,
  type CorrectionSettings,
} from "./sample-and-weigh.js";
import { jointMoments, thetaMoments } from "./starting-moments.js";
import { openGroupWeights, openIntegrand, type GroupLayout } from "./weigh-groups.js";

async function attemptJoint(
  inputs: CorrectionInputs,
  moments: Moments,
  attempt: number,
): Promise<Attempt> {
  const { approximation, layout, coordinates, start } = inputs;
  const points = approximation.points.map(({ theta, mode, mean, settled }) => ({
    theta,
    mode,
    mean,
    settled,
  }));
  const { scaleOf } = layout;
  const method = { kind: "joint", careful: attempt > 0, scaleOf, points } as const;
  const plan = { coordinates, start, method };
  const { sample, pairs } = await sampleAndWeigh(inputs, moments, plan, attempt);
  return judge(sample, pairs, "joint");
}

/** Points at which numbers of nodes are compared: some of the approximation's spread. */
const comparedBefore = 20;
const comparedAfter = 100;

/** Points that carry the weight: every so-manieth along the cumulated weights. */
function weightiest(points: readonly Float64Array[], weights: Float64Array, count: number) {
  const chosen: Float64Array[] = [];
  let cumulated = 0;
  points.forEach((point, at) => {
    cumulated += weights[at]! * count;
    if (cumulated >= chosen.length + 0.5) chosen.push(point);
  });
  return chosen;
}

async function attemptGroups(
  inputs: CorrectionInputs,
  layout: GroupLayout,
  moments: Moments,
  attempt: number,
): Promise<Attempt> {
  const { evaluator, coordinates, start, random } = inputs;
  const weighed = { evaluator, layout, coordinates, start };
  const integrand = openIntegrand(weighed);
  const open = (nodes: number) => openGroupWeights(weighed, nodes, integrand);
  const spread = await sampleAdaptively(
    moments,
    (points) => Promise.resolve(new Float64Array(points.length)),
    { rounds: [{ draws: comparedBefore, stretch: 1 }], signless: coordinates.scales, random },
  );
  const { nodes } = chooseNodes(spread.points, open);
  const plan = { coordinates, start, method: { kind: "groups", layout, nodes } } as const;
  const { sample, pairs } = await sampleAndWeigh(inputs, moments, plan, attempt);
  const smoothed = smoothWeights(sample.logRatios).weights;
  const weighty = weightiest(sample.points, smoothed, comparedAfter);
  const error = quadratureError(weighty, open(nodes), open(2 * nodes));
  return judge(sample, pairs, "groups", { nodes, error });
}

/** Two attempts at most, the second from what the first has learnt; one where its proposals would take too long. */
export async function correctApproximation(
  evaluator: PointEvaluator,
  approximation: LaplaceApproximation,
  layout: CorrectionLayout,
  settings: CorrectionSettings,
): Promise<Correction> {
  const { optimum, centre } = approximation;
  const { scales, groups } = layout;
  const coordinates = { scales, centres: Float64Array.from(scales, (k) => optimum.theta[k]!) };
  const start: ConditionalStart = evaluator.tangent(centre.theta, centre.mode);
  const random = openStream(settings.seed, "inla correction");
  const inputs = { evaluator, approximation, layout, settings, coordinates, start, random };
  if (groups) {
    const moments = jointMoments(coordinates, approximation, evaluator, start, groups.groups);
    const first = await attemptGroups(inputs, groups, moments, 0);
    if (first.correction.passed) return first.correction;
    return (await attemptGroups(inputs, groups, first.moments, 1)).correction;
  }
  const first = await attemptJoint(inputs, thetaMoments(coordinates, approximation), 0);
  if (first.correction.passed || !layout.isTriedTwice) return first.correction;
  return (await attemptJoint(inputs, first.moments, 1)).correction;
}
