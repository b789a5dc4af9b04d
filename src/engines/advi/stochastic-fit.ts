/**
 * ADVI by stochastic gradients: at each step size Adam runs until its iterates are stationary, they are
 * averaged, and the step is halved from there, until the averages agree (after Welandawe et al. 2022).
 */
import { deterministic, openStream, quantile } from "../../math/index.js";
import type { VariationalRun } from "../variational/variational-progress.js";
import { climb, openAdam, type Adam } from "./adam.js";
import type { AdviSettings, AdviTarget } from "./advi-settings.js";
import { openBoundGradient, type BoundGradient } from "./bound-gradient.js";
import type { NormalFit } from "./deterministic-fit.js";
import { addIterate, averageOf, openWindow, rHatOf } from "./iterate-window.js";
import {
  correlatedNormals,
  independentNormals,
  type VariationalFamily,
} from "./variational-family.js";

const firstRate = 0.05;
const firstLength = 200;
/** Windows grow as steps shrink, and where iterates are too alike for one to show whether they drift. */
const growth = 1.4;
const fewestSizes = 3;
const stationary = 1.1;
/** Largest move of an average between two step sizes, in sds of the approximation. */
const settled = 0.02;
/** Log sds while the temperature is below one: they start small, and may not vanish. */
const annealedStart = -3;
const annealedFloor = -7;
const reportEvery = 20;

interface Ascent {
  readonly settings: AdviSettings;
  readonly dimension: number;
  readonly bound: BoundGradient;
  readonly adam: Adam;
  readonly parameters: Float64Array;
  readonly gradient: Float64Array;
  iteration: number;
}

/** κ: rises to one over the share of the iterations that annealing takes. */
export function temperatureAt(
  iteration: number,
  { annealing, iterations }: Pick<AdviSettings, "annealing" | "iterations">,
): number {
  return annealing > 0 ? Math.min(1, iteration / (annealing * iterations)) : 1;
}

function holdSds({ parameters, dimension }: Ascent): void {
  for (let i = dimension; i < 2 * dimension; i++)
    parameters[i] = Math.max(annealedFloor, parameters[i]!);
}

/** One step of Adam; a draw without density leaves the parameters as they are. */
function step(ascent: Ascent, rate: number): void {
  const { bound, adam, parameters, gradient, settings } = ascent;
  const temperature = temperatureAt(ascent.iteration, settings);
  if (bound.estimate(parameters, ascent.iteration, temperature, gradient))
    climb(adam, gradient, rate, parameters);
  if (temperature < 1) holdSds(ascent);
  ascent.iteration++;
}

/** False once the run is to stop. */
function* stepTimes(
  ascent: Ascent,
  rate: number,
  times: number,
  each?: () => void,
): VariationalRun<boolean> {
  const { iterations } = ascent.settings;
  for (let done = 0; done < times && ascent.iteration < iterations; done++) {
    step(ascent, rate);
    each?.();
    const due = ascent.iteration % reportEvery === 0;
    if (due && (yield { stage: "fit", done: ascent.iteration, total: iterations })) return false;
  }
  return true;
}

interface Average {
  readonly parameters: Float64Array;
  /** Of the last window. */
  readonly length: number;
  readonly stationary: boolean;
}

const nextLength = (length: number): number => 2 * Math.ceil((growth * length) / 2);

/** Runs ever longer windows at one step size until one is stationary, or iterations run out in it. */
function* averageAt(
  ascent: Ascent,
  rate: number,
  length: number,
): VariationalRun<Average | "stopped"> {
  const { parameters, settings } = ascent;
  for (let longer = length; ; longer = nextLength(longer)) {
    const window = openWindow(parameters.length, longer);
    const going = yield* stepTimes(ascent, rate, longer, () => addIterate(window, parameters));
    if (!going) return "stopped";
    if (window.count < longer)
      return { parameters: parameters.slice(), length: longer, stationary: false };
    const still = rHatOf(window) < stationary;
    if (still || ascent.iteration >= settings.iterations)
      return { parameters: averageOf(window), length: longer, stationary: still };
  }
}

/** How far an average moved, in sds of the approximation: the 95th of 100 parameters. */
function movement(from: Float64Array, to: Float64Array, dimension: number): number {
  const moves = to.map((value, i) => {
    const unit = i < dimension ? deterministic.exp(to[dimension + i]!) : 1;
    return Math.abs(value - from[i]!) / unit;
  });
  return quantile(moves.sort(), 0.95);
}

interface Ascended {
  readonly parameters: Float64Array;
  readonly converged: boolean;
}

function* ascend(ascent: Ascent): VariationalRun<Ascended | "stopped"> {
  const { settings, parameters, dimension } = ascent;
  const annealed = Math.floor(settings.annealing * settings.iterations);
  if (!(yield* stepTimes(ascent, firstRate, annealed))) return "stopped";
  let before: Float64Array | undefined;
  let [rate, length] = [firstRate, firstLength];
  for (let size = 1; ; size++) {
    const average = yield* averageAt(ascent, rate, length);
    if (average === "stopped") return "stopped";
    const moved = before ? movement(before, average.parameters, dimension) : Infinity;
    const converged = average.stationary && size >= fewestSizes && moved < settled;
    if (converged || ascent.iteration >= settings.iterations)
      return { parameters: average.parameters, converged };
    before = average.parameters;
    parameters.set(before);
    rate /= 2;
    length = nextLength(average.length);
  }
}

function openAscent(target: AdviTarget, family: VariationalFamily, settings: AdviSettings): Ascent {
  const { dimension } = target.density;
  const parameters = new Float64Array(family.size);
  if (settings.annealing > 0) parameters.fill(annealedStart, dimension, 2 * dimension);
  return {
    settings,
    dimension,
    bound: openBoundGradient(target, family, openStream(settings.seed, "advi gradients")),
    adam: openAdam(family.size),
    parameters,
    gradient: new Float64Array(family.size),
    iteration: 0,
  };
}

/** On a target of which means near 0 and sds near 1 are a fair first guess. */
export function* fitStochastically(
  target: AdviTarget,
  approximation: "mean_field" | "full_rank",
  settings: AdviSettings,
): VariationalRun<NormalFit | "stopped"> {
  const { dimension } = target.density;
  const family =
    approximation === "mean_field" ? independentNormals(dimension) : correlatedNormals(dimension);
  const ascent = openAscent(target, family, settings);
  const ascended = yield* ascend(ascent);
  if (ascended === "stopped") return "stopped";
  const { iteration: iterations, bound } = ascent;
  const gradients = iterations * bound.gradientsPerEstimate;
  return {
    normal: family.normal(ascended.parameters),
    search: { iterations, gradients, converged: ascended.converged },
    meanError: NaN,
    linearResponse: false,
  };
}
