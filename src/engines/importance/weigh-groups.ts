/** theta and the common coefficients, weighted by the exact posterior with the groups integrated out. */
import { gaussHermite, type RandomStream } from "../../math/index.js";
import {
  type ConditionalStart,
  type PointEvaluator,
  logSlope,
  thetaOf,
  type ProposalCoordinates,
} from "../laplace/index.js";
import { openGroupDraws } from "./group-draws.js";
import {
  openGroupIntegrand,
  openGroupQuadrature,
  type GroupIntegrand,
} from "./group-quadrature.js";
import type { LatentPair } from "./weigh-pairs.js";

/** One normal effect for each of so many groups, which are the first latents; maybe none. */
export interface GroupLayout {
  readonly groups: number;
}

export interface GroupWeights {
  /** log p(y, theta, common) in the coordinates v = (theta's, common). */
  weigh(v: Float64Array): number;
  /** Writes two values of x at the v that was weighed last. */
  draw(
    v: Float64Array,
    random: RandomStream,
    first: Float64Array,
    second: Float64Array,
  ): LatentPair;
}

export interface GroupInputs {
  readonly evaluator: PointEvaluator;
  readonly layout: GroupLayout;
  readonly coordinates: ProposalCoordinates;
  readonly start: ConditionalStart;
}

/** What weights by whatever rule may share, one after the other. */
export function openIntegrand({ evaluator, layout, start }: GroupInputs): GroupIntegrand {
  const { target } = evaluator.density.conditional.system;
  return openGroupIntegrand(target, layout.groups, {
    theta: start.theta,
    modes: start.mode.subarray(0, layout.groups),
    common: start.mode.subarray(layout.groups),
  });
}

export function openGroupWeights(
  inputs: GroupInputs,
  nodeCount: number,
  integrand: GroupIntegrand = openIntegrand(inputs),
): GroupWeights {
  const { evaluator, layout, coordinates } = inputs;
  const { system } = evaluator.density.conditional;
  const { target } = system;
  const { groups } = layout;
  const { hyperparameterCount: m, latentCount: n, prior } = target;
  const quadrature = gaussHermite(nodeCount);
  const integral = openGroupQuadrature(integrand, quadrature);
  let drawGroups: ReturnType<typeof openGroupDraws> | undefined;
  const [deviation, pull] = [new Float64Array(n), new Float64Array(n)];
  const unused = new Float64Array(m);

  /** Also the precision of the groups: what Q makes of a one in the first of them. */
  const commonPrior = (common: Float64Array): { log: number; precision: number } => {
    if (groups > 0) deviation[0] = 1;
    for (let j = groups; j < n; j++) deviation[j] = common[j - groups]! - prior.mean[j]!;
    system.timesPrecision(deviation, pull);
    let total = 0;
    for (let j = groups; j < n; j++) total -= 0.5 * deviation[j]! * pull[j]!;
    return { log: total, precision: pull[0]! };
  };

  const theta = (v: Float64Array): Float64Array => thetaOf(coordinates, v, m);
  return {
    weigh(v) {
      const at = theta(v);
      const common = v.subarray(m);
      system.setHyperparameters(at);
      const { log, precision } = commonPrior(common);
      return (
        target.logHyperprior(at, unused) +
        prior.logNormaliser(at, unused) +
        log +
        integral.integrate(at, common, precision) +
        logSlope(coordinates, v)
      );
    },
    draw(v, random, first, second) {
      drawGroups ??= openGroupDraws(integral, quadrature.nodes);
      drawGroups(random, first, second);
      first.set(v.subarray(m), groups);
      second.set(v.subarray(m), groups);
      return { theta: theta(v), first, second, share: 0.5 };
    },
  };
}
