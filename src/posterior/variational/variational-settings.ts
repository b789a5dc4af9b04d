/** Refuses settings that the variational engines have no use for. */
import type { Diagnostic } from "../../diagnostics/index.js";
import type { AdviSettings } from "../../engines/advi/index.js";
import type { PathfinderSettings } from "../../engines/pathfinder/index.js";

const isWhole = (value: number, least: number, most: number): boolean =>
  Number.isSafeInteger(value) && value >= least && value <= most;

/** Draws of full rank have as many parameters as its square. */
const mostCorrelated = 1000;

function refusal(name: string, value: number | string, expected: string): Diagnostic {
  return {
    code: "bad-sampler-setting",
    severity: "error",
    message: `the approximation cannot use ${name} = ${value}`,
    expected,
    found: String(value),
  };
}

interface SharedSettings {
  readonly draws: number;
  readonly iterations: number;
  readonly seed: number;
}

function checkShared({ draws, iterations, seed }: SharedSettings): readonly Diagnostic[] {
  const largest = 10_000_000;
  return [
    ...(isWhole(draws, 4, largest)
      ? []
      : [refusal("draws", draws, `a whole number from 4 to ${largest}`)]),
    ...(isWhole(iterations, 1, largest)
      ? []
      : [refusal("iterations", iterations, `a whole number from 1 to ${largest}`)]),
    ...(isWhole(seed, 0, Number.MAX_SAFE_INTEGER)
      ? []
      : [refusal("seed", seed, "a whole number from 0 up")]),
  ];
}

/** Of the model: what bounds the settings. */
interface ModelSize {
  readonly dimension: number;
  readonly rowCount: number;
}

export function checkAdviSettings(
  settings: AdviSettings,
  { dimension, rowCount }: ModelSize,
): readonly Diagnostic[] {
  const { annealing, approximation, batches } = settings;
  const tooLarge = approximation === "full_rank" && dimension > mostCorrelated;
  return [
    ...checkShared(settings),
    ...(annealing >= 0 && annealing < 1
      ? []
      : [refusal("annealing", annealing, "a number from 0 to 1, 1 excluded")]),
    ...(isWhole(batches, 1, rowCount)
      ? []
      : [refusal("batches", batches, `a whole number from 1 to the ${rowCount} rows`)]),
    ...(tooLarge
      ? [
          {
            ...refusal(
              "approximation",
              "full_rank",
              `at most ${mostCorrelated} unconstrained parameters`,
            ),
            found: `${dimension}`,
            help: "use approximation = deterministic, or engine = inla",
          },
        ]
      : []),
  ];
}

export function checkPathfinderSettings(settings: PathfinderSettings): readonly Diagnostic[] {
  return [
    ...checkShared(settings),
    ...(isWhole(settings.paths, 1, 1000)
      ? []
      : [refusal("paths", settings.paths, "a whole number from 1 to 1000")]),
  ];
}
