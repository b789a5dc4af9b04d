/** How long chains will take, to judge whether threads are worth their start. */
import { openEvaluator } from "../kernels/index.js";
import type { LogDensity } from "../target/index.js";
import type { ChainJob } from "./chain-runner.js";
import { openChainSpace } from "./whitening/chain-coordinates.js";

/** Of a transition: a quarter period in coordinates of a Laplace fit, a tree in a model's own. */
const gradientsPerTransition = { whitened: 5, own: 30 };
/** The first evaluations are slow until their code is compiled, and on a busy machine few fit into the time. */
const timing = { seconds: 0.04, evaluations: 100, mostSeconds: 0.2 };

function targetOf({ plan, coordinates }: Pick<ChainJob, "plan" | "coordinates">): LogDensity {
  return coordinates ? openChainSpace(plan, coordinates).target : openEvaluator(plan).logDensity;
}

/**
 * In the coordinates that are sampled in: of the fastest evaluation at the origin within hundredths of a second,
 * or of the first one that is fast enough.
 */
export function timeGradient(
  job: Pick<ChainJob, "plan" | "coordinates">,
  now: () => number,
  isEnough: (seconds: number) => boolean = () => false,
): number {
  const target = targetOf(job);
  const [position, gradient] = [
    new Float64Array(target.dimension),
    new Float64Array(target.dimension),
  ];
  let fastest = Infinity;
  let evaluations = 0;
  const begun = now();
  for (;;) {
    const started = now();
    target.logDensityAndGradient(position, gradient);
    const ended = now();
    evaluations++;
    fastest = Math.min(fastest, ended - started);
    const most = evaluations < timing.evaluations ? timing.mostSeconds : timing.seconds;
    if (isEnough(fastest) || ended - begun > most) return fastest;
  }
}

/** Seconds that all chains take one after the other, roughly. */
export function estimateRun(jobs: readonly ChainJob[], secondsPerGradient: number): number {
  const [first] = jobs;
  if (!first) return 0;
  const { draws, tune } = first.settings;
  const perTransition = gradientsPerTransition[first.coordinates ? "whitened" : "own"];
  return jobs.length * (draws + tune) * perTransition * secondsPerGradient;
}
