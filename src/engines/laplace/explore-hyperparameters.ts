/** From the mode of the hyperparameters to the points over which x is integrated, with their weights. */
import { deterministic, logSumExp } from "../../math/index.js";
import { centralComposite, mostHyperparameters } from "./integration-designs.js";
import type { LatentStrategy } from "./conditional-shapes.js";
import type { ConditionalStart } from "./conditional-start.js";
import { designExpectations } from "./design-expectations.js";
import type { KnownExpectations } from "./tilt-density.js";
import type { LaplaceRunner } from "./laplace-runner.js";
import type { ConditionalAnswer } from "./point-evaluator.js";
import { logSideVolume, thetaAt, type StandardCoordinates } from "./standard-coordinates.js";

export type Integration = "eb" | "grid" | "ccd";

export interface WeightedConditional extends ConditionalAnswer {
  /** All weights sum to one. */
  readonly weight: number;
}

export interface Exploration {
  readonly points: readonly WeightedConditional[];
  /** Of a lattice: also the sites around the points, which are too deep to count. */
  readonly evaluated?: readonly { readonly theta: Float64Array; readonly value: number }[];
  /** log ∫ p̃(theta, y) dtheta by the design. */
  readonly logIntegral: number;
  /** Of every hyperparameter, where a design knows them better than as sums over its points. */
  readonly expectations?: () => readonly KnownExpectations[] | undefined;
}

const logTwoPi = 1.8378770664093456;

/**
 * Points at which the density has fallen by more than this, in logs, are left out: what lies beyond is a
 * few millionths of a normal in one dimension, and some ten-thousandths in more.
 */
const deepestDrop = (dimension: number): number => (dimension === 1 ? 10.5 : 7.5);
/** Steps of the grids in posterior sds: a trapezoid of this step is exact to 1e-5 for a normal. */
export const gridStep = 0.8;
const mostStepsASide = 24;

interface Candidate {
  readonly z: Float64Array;
  /** log of what the density is multiplied by. */
  readonly logWeight: number;
}

function weighted(
  candidates: readonly Candidate[],
  answers: readonly ConditionalAnswer[],
): Exploration {
  const logs = Float64Array.from(answers, ({ value }, at) => value + candidates[at]!.logWeight);
  const usable = [...logs.keys()].filter((at) => !Number.isNaN(logs[at]!));
  const logIntegral = logSumExp(Float64Array.from(usable, (at) => logs[at]!));
  const points = usable.map((at) => ({
    ...answers[at]!,
    weight: deterministic.exp(logs[at]! - logIntegral),
  }));
  return { points, logIntegral };
}

export interface ExplorationInputs {
  readonly runner: LaplaceRunner;
  readonly coordinates: StandardCoordinates;
  /** The conditional mode at the mode of the hyperparameters, with its tangent, and the density there. */
  readonly start: ConditionalStart;
  readonly peak: number;
  readonly strategy: LatentStrategy;
}

function conditionalsAt(
  { runner, coordinates, start, strategy }: ExplorationInputs,
  candidates: readonly Candidate[],
): Promise<readonly ConditionalAnswer[]> {
  return runner.conditionals(
    candidates.map(({ z }) => thetaAt(coordinates, z)),
    start,
    strategy,
  );
}

/** Only the mode; the integral is the Gaussian's. */
export async function exploreMode(inputs: ExplorationInputs): Promise<Exploration> {
  const { coordinates, peak } = inputs;
  const m = coordinates.mode.length;
  const candidates = [{ z: new Float64Array(m), logWeight: 0 }];
  const { points } = weighted(candidates, await conditionalsAt(inputs, candidates));
  return { points, logIntegral: peak + 0.5 * m * logTwoPi + coordinates.logVolume };
}

/** Points outwards from the mode to both sides, until the density has fallen too deep. */
async function exploreLine(inputs: ExplorationInputs): Promise<Exploration> {
  const logWeight = deterministic.log(gridStep);
  const centre = { z: new Float64Array(1), logWeight };
  const candidates = [centre];
  const answers = [...(await conditionalsAt(inputs, candidates))];
  for (const sign of [-1, 1])
    for (let steps = 1; steps <= mostStepsASide; steps++) {
      const candidate = { z: Float64Array.of(sign * steps * gridStep), logWeight };
      const [answer] = await conditionalsAt(inputs, [candidate]);
      if (!(inputs.peak - answer!.value < deepestDrop(1))) break;
      candidates.push(candidate);
      answers.push(answer!);
    }
  return weighted(candidates, answers);
}

interface LatticeSite {
  readonly steps: readonly number[];
  readonly answer: ConditionalAnswer;
}

/** The sites one step away along each axis. */
function neighboursOf({ steps }: Pick<LatticeSite, "steps">): readonly (readonly number[])[] {
  return steps.flatMap((_, axis) =>
    [-1, 1].map((side) => steps.map((step, k) => (k === axis ? step + side : step))),
  );
}

/** From the mode outwards, wave after wave, as long as a site has neighbours that are not too deep. */
async function exploreLattice(inputs: ExplorationInputs): Promise<Exploration> {
  const m = inputs.coordinates.mode.length;
  const candidateOf = (steps: readonly number[]): Candidate => ({
    z: Float64Array.from(steps, (step) => step * gridStep),
    logWeight: m * deterministic.log(gridStep),
  });
  const seen = new Set<string>();
  const sites: LatticeSite[] = [];
  let wave: readonly (readonly number[])[] = [new Array<number>(m).fill(0)];
  while (wave.length > 0) {
    for (const steps of wave) seen.add(steps.join(" "));
    const answers = await conditionalsAt(inputs, wave.map(candidateOf));
    const found = wave.map((steps, at): LatticeSite => ({ steps, answer: answers[at]! }));
    sites.push(...found);
    const next = new Map<string, readonly number[]>();
    for (const site of found.filter((one) => isNear(inputs, one)))
      for (const steps of neighboursOf(site))
        if (!seen.has(steps.join(" ")) && Math.max(...steps.map(Math.abs)) <= mostStepsASide)
          next.set(steps.join(" "), steps);
    wave = [...next.values()];
  }
  const near = sites.filter((site) => isNear(inputs, site));
  return {
    ...weighted(
      near.map(({ steps }) => candidateOf(steps)),
      near.map(({ answer }) => answer),
    ),
    evaluated: sites.flatMap(({ answer: { theta, value } }) =>
      value > -Infinity ? [{ theta, value }] : [],
    ),
  };
}

function isNear({ peak, coordinates }: ExplorationInputs, { answer }: LatticeSite): boolean {
  return peak - answer.value < deepestDrop(coordinates.mode.length);
}

/** Equally spaced points in the principal axes of the Hessian: the trapezoid rule. */
export async function exploreGrid(inputs: ExplorationInputs): Promise<Exploration> {
  const explored =
    inputs.coordinates.mode.length === 1 ? await exploreLine(inputs) : await exploreLattice(inputs);
  return { ...explored, logIntegral: explored.logIntegral + inputs.coordinates.logVolume };
}

/** Central composite design on axes stretched to the half-widths of the density. */
export async function exploreComposite(inputs: ExplorationInputs): Promise<Exploration> {
  const { coordinates, peak } = inputs;
  const m = coordinates.mode.length;
  if (m > mostHyperparameters) throw new Error(`no design for ${m} hyperparameters`);
  const candidates = centralComposite(m).map(({ z, weight }) => ({
    z,
    logWeight: deterministic.log(weight) + logSideVolume(coordinates, z),
  }));
  const answers = await conditionalsAt(inputs, candidates);
  const { points } = weighted(candidates, answers);
  const values = {
    positions: candidates.map(({ z }) => z),
    rises: Float64Array.from(answers, ({ value }) => value - peak),
  };
  const expectations = () => designExpectations(coordinates, values);
  let logIntegral = peak + 0.5 * m * logTwoPi + coordinates.logVolume;
  for (let k = 0; k < m; k++)
    logIntegral += deterministic.log((coordinates.below[k]! + coordinates.above[k]!) / 2);
  return { points, logIntegral, expectations };
}
