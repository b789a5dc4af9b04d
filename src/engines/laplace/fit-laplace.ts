/** The nested Laplace approximation of a latent Gaussian model, from start to weighted conditionals. */
import {
  exploreComposite,
  exploreGrid,
  exploreMode,
  type Exploration,
  type ExplorationInputs,
  type Integration,
  type WeightedConditional,
} from "./explore-hyperparameters.js";
import type { LatentStrategy } from "./conditional-shapes.js";
import type { ConditionalStart, TangentStart } from "./conditional-start.js";
import type { KnownExpectations } from "./tilt-density.js";
import type { LaplaceRunner } from "./laplace-runner.js";
import { sampleHyperparameters, type SampledDensity } from "./sample-hyperparameters.js";
import { measureProfiles, type Profile } from "./measure-profiles.js";
import { measureCoordinates, measureWidths } from "./measure-widths.js";
import { optimiseHyperparameters, type HyperparameterMode } from "./optimise-hyperparameters.js";
import { standardCoordinates, type StandardCoordinates } from "./standard-coordinates.js";

export interface LaplaceSettings {
  readonly integration: Integration | "auto";
  readonly strategy: LatentStrategy;
}

export const defaultLaplaceSettings: LaplaceSettings = {
  integration: "auto",
  strategy: "variational",
};

/** Stages that a caller may show. */
export type LaplaceStage = "mode" | "curvature" | "integration";

export interface LaplaceApproximation {
  readonly optimum: HyperparameterMode;
  readonly coordinates: StandardCoordinates;
  /** What `auto` chose. */
  readonly integration: Integration;
  readonly points: readonly WeightedConditional[];
  /** Sites of a lattice, those around the points included. */
  readonly lattice?: Exploration["evaluated"];
  /** Of every hyperparameter; with one on a grid, the points are its profile. */
  readonly profiles: readonly Profile[];
  /** Of every hyperparameter, where more is known of them than sums over the points. */
  readonly expectations?: readonly KnownExpectations[];
  /** Where the density of the hyperparameters was sampled: those expectations are of the sample then. */
  readonly sampled?: Pick<SampledDensity, "evaluations" | "effective">;
  /** The one nearest to the mode of the hyperparameters. */
  readonly centre: WeightedConditional;
  /** log p(y): by Laplace's method over theta, and by integration. */
  readonly logMarginalLikelihood: { readonly gaussian: number; readonly integrated: number };
}

const logTwoPi = 1.8378770664093456;

function chooseIntegration(asked: Integration | "auto", m: number): Integration {
  if (m === 0) return "eb";
  if (asked !== "auto") return m === 1 && asked === "ccd" ? "grid" : asked;
  return m <= 2 ? "grid" : "ccd";
}

function explore(integration: Integration, inputs: ExplorationInputs): Promise<Exploration> {
  if (integration === "eb") return exploreMode(inputs);
  return integration === "grid" ? exploreGrid(inputs) : exploreComposite(inputs);
}

interface Located {
  readonly optimum: HyperparameterMode;
  /** At the optimum; undefined where none was found. */
  readonly start: TangentStart | undefined;
}

/** The optimum, each search for a conditional mode starting from that of the best theta so far. */
async function locateMode(
  runner: LaplaceRunner,
  theta: Float64Array,
  latentStart: Float64Array,
): Promise<Located> {
  let best = -Infinity;
  let start: ConditionalStart = { theta, mode: latentStart, slopes: [] };
  const optimum = await optimiseHyperparameters(async (at) => {
    const [answer] = await runner.gradients([at], start);
    if (answer!.value > best) {
      best = answer!.value;
      start = { theta: at, mode: answer!.mode, slopes: [] };
    }
    return answer!;
  }, theta);
  const found = best > -Infinity;
  return { optimum, start: found ? await runner.tangent(optimum.theta, start) : undefined };
}

function nearestTo(
  points: readonly WeightedConditional[],
  mode: Float64Array,
): WeightedConditional {
  const distance = ({ theta }: WeightedConditional): number =>
    theta.reduce((most, entry, k) => Math.max(most, Math.abs(entry - mode[k]!)), 0);
  return points.reduce((near, point) => (distance(point) < distance(near) ? point : near));
}

/** Where a fit begins. */
export interface LaplaceStart {
  readonly theta: Float64Array;
  readonly latent: Float64Array;
  /** The hyperparameters that are logs of scales, where the density is cheap enough to be sampled. */
  readonly logScales?: readonly number[] | undefined;
}

/** Fewer hyperparameters are integrated on grids. */
const fewestSampled = 3;

/** Proposals are linear in scales well below 1 / √2 of the mode and logarithmic in those above. */
const halfLogTwo = 0.34657359027997264;

/** Undefined where a grid or the mode alone was asked for, and where too few of the points count. */
function sampleAround(
  { runner, coordinates: { mode }, start }: ExplorationInputs,
  { integration, logScales }: Pick<LaplaceStart, "logScales"> & { integration: Integration },
  points: readonly WeightedConditional[],
): Promise<SampledDensity | undefined> {
  if (integration !== "ccd" || mode.length < fewestSampled || logScales === undefined)
    return Promise.resolve(undefined);
  const centres = Float64Array.from(logScales, (k) => mode[k]! - halfLogTwo);
  const coordinates = { scales: logScales, centres };
  return sampleHyperparameters({ runner, start, coordinates }, points);
}

/** Those of the sample where there is one. */
function expectationsOf(
  explored: Pick<Exploration, "expectations">,
  sampled: SampledDensity | undefined,
): readonly KnownExpectations[] | undefined {
  return sampled ? sampled.expectations : explored.expectations?.();
}

/** Undefined where no mode of the hyperparameters, or no conditional mode at it, was found. */
export async function fitLaplace(
  runner: LaplaceRunner,
  start: LaplaceStart,
  settings: LaplaceSettings,
  onStage: (stage: LaplaceStage) => void,
): Promise<LaplaceApproximation | undefined> {
  const m = start.theta.length;
  const integration = chooseIntegration(settings.integration, m);
  onStage("mode");
  const { optimum, start: atMode } = await locateMode(runner, start.theta, start.latent);
  const { value: peak } = optimum;
  if (!(peak > -Infinity) || !atMode) return undefined;
  onStage("curvature");
  let coordinates =
    m === 0
      ? standardCoordinates(optimum.theta, new Float64Array(0))
      : await measureCoordinates(runner, atMode);
  // A grid is even in the plain coordinates; a composite design is stretched to the density.
  if (integration === "ccd") coordinates = await measureWidths(runner, coordinates, atMode, peak);
  onStage("integration");
  const inputs = { runner, coordinates, start: atMode, peak, strategy: settings.strategy };
  const { points, evaluated, ...explored } = await explore(integration, inputs);
  if (points.length === 0) return undefined;
  const { logScales } = start;
  const sampled = await sampleAround(inputs, { integration, logScales }, points);
  const { logIntegral } = sampled ?? explored;
  const expectations = expectationsOf(explored, sampled);
  const ownProfile = m === 1 && points.length >= 4;
  const profiles = ownProfile ? [] : await measureProfiles(runner, coordinates, atMode);
  return {
    optimum,
    coordinates,
    integration,
    points,
    ...(evaluated && { lattice: evaluated }),
    profiles,
    ...(expectations && { expectations }),
    ...(sampled && { sampled }),
    centre: nearestTo(points, optimum.theta),
    logMarginalLikelihood: {
      gaussian: peak + 0.5 * m * logTwoPi + coordinates.logVolume,
      integrated: logIntegral,
    },
  };
}
