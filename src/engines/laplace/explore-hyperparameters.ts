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
  /** log ∫ p̃(theta, y) dtheta by the design. */
  readonly logIntegral: number;
  /** Of every hyperparameter, where a design knows them better than as sums over its points. */
  readonly expectations?: readonly KnownExpectations[];
}

const logTwoPi = 1.8378770664093456;

/**
 * Points at which the density has fallen by more than this, in logs, are left out: what lies beyond is a
 * few millionths of a normal in one dimension, and some ten-thousandths in more.
 */
const deepestDrop = (dimension: number): number => (dimension === 1 ? 10.5 : 7.5);
/** Steps of the grids in posterior sds: a trapezoid of this step is exact to 1e-5 for a normal. */
const gridStep = 0.8;
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

/** Drops of the log density at each step along an axis and side, until they are too deep. */
async function measureDrops(
  inputs: ExplorationInputs,
  axis: number,
  sign: number,
): Promise<readonly number[]> {
  const drops: number[] = [];
  const { runner, coordinates, start, peak } = inputs;
  for (let steps = 1; steps <= mostStepsASide; steps++) {
    const z = new Float64Array(coordinates.mode.length);
    z[axis] = sign * steps * gridStep;
    const [answer] = await runner.values([thetaAt(coordinates, z)], start);
    const drop = peak - answer!.value;
    if (!(drop < deepestDrop(z.length))) break;
    drops.push(drop);
  }
  return drops;
}

/** What is known of one axis of a lattice: drops below the mode and above it, outwards. */
interface AxisDrops {
  readonly below: readonly number[];
  readonly above: readonly number[];
}

function dropAt({ below, above }: AxisDrops, step: number): number {
  return step === 0 ? 0 : ((step < 0 ? below[-step - 1] : above[step - 1]) ?? Infinity);
}

/** All combinations of steps whose drops along the axes are together not too deep. */
function latticePoints(axes: readonly AxisDrops[]): readonly Candidate[] {
  const m = axes.length;
  let lattice: readonly { readonly steps: readonly number[]; readonly drop: number }[] = [
    { steps: [], drop: 0 },
  ];
  for (const axis of axes) {
    const count = axis.below.length + axis.above.length + 1;
    const steps = Array.from({ length: count }, (_, i) => i - axis.below.length);
    lattice = lattice.flatMap((before) =>
      steps.flatMap((step) => {
        const drop = before.drop + dropAt(axis, step);
        return drop < deepestDrop(m) ? [{ steps: [...before.steps, step], drop }] : [];
      }),
    );
  }
  const logWeight = m * deterministic.log(gridStep);
  return lattice.map(({ steps }) => ({
    z: Float64Array.from(steps, (step) => step * gridStep),
    logWeight,
  }));
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

async function exploreLattice(inputs: ExplorationInputs): Promise<Exploration> {
  const axes: AxisDrops[] = [];
  for (let axis = 0; axis < inputs.coordinates.mode.length; axis++)
    axes.push({
      below: await measureDrops(inputs, axis, -1),
      above: await measureDrops(inputs, axis, 1),
    });
  const candidates = latticePoints(axes);
  return weighted(candidates, await conditionalsAt(inputs, candidates));
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
  const expectations = designExpectations(coordinates, {
    positions: candidates.map(({ z }) => z),
    rises: Float64Array.from(answers, ({ value }) => value - peak),
  });
  let logIntegral = peak + 0.5 * m * logTwoPi + coordinates.logVolume;
  for (let k = 0; k < m; k++)
    logIntegral += deterministic.log((coordinates.below[k]! + coordinates.above[k]!) / 2);
  return { points, logIntegral, ...(expectations && { expectations }) };
}
