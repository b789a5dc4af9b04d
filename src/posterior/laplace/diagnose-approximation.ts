/** Judges a nested Laplace approximation by what its own computation shows. */
import { latentOfParameter, type CompiledModel, type LatentPlan } from "../../compiler/index.js";
import type { Diagnostic } from "../../diagnostics/index.js";
import type { Correction } from "../../engines/importance/index.js";
import type { ImportanceCheck, LaplaceApproximation, Shift } from "../../engines/laplace/index.js";
import { countText, listText } from "../number-text.js";
import {
  beyondUse,
  heaviestTail,
  noticeable,
  smallestShare,
  tailDecides,
} from "./approximation-limits.js";

/** Names of the hyperparameters, each once. */
function namesOf({ hyperparameters }: LatentPlan, which: (k: number) => boolean): string {
  const names = hyperparameters.flatMap(({ name }, k) => (which(k) ? [name] : []));
  return listText([...new Set(names)]);
}

function diagnoseOptimum(
  plan: LatentPlan,
  { optimum }: LaplaceApproximation,
): readonly Diagnostic[] {
  if (optimum.converged) return [];
  return [
    {
      code: "mode-not-reached",
      severity: "warning",
      message: `the search for the mode of ${namesOf(plan, () => true)} ended where the density still rises (slope ${optimum.gradientNorm.toPrecision(2)})`,
      help: "give the hyperparameters priors that keep them from zero and infinity, or use engine = nuts",
    },
  ];
}

function diagnoseFlatness(
  plan: LatentPlan,
  { coordinates }: LaplaceApproximation,
): readonly Diagnostic[] {
  if (coordinates.flatDirections === 0) return [];
  const m = coordinates.mode.length;
  const wide = (k: number): boolean => coordinates.covariance[k * m + k]! > 4;
  return [
    {
      code: "flat-hyperparameter",
      severity: "warning",
      message: `the data hardly inform ${namesOf(plan, wide)}: its density is flat around the mode, and the approximation of it rests on the prior`,
      help: "give it an informative prior, or use engine = nuts",
    },
  ];
}

/** What the exact density says of the approximation, by parameter. */
function shiftsByName(
  { spec, parameters }: CompiledModel,
  plan: LatentPlan,
  { latents, thetas }: ImportanceCheck,
): readonly (Shift & { readonly name: string })[] {
  return [...latentOfParameter(plan, parameters.length)]
    .map(([parameter, latent]) => ({
      name: parameters[parameter]?.name ?? spec.name,
      ...latents[latent]!,
    }))
    .concat(thetas.map((shift, k) => ({ name: plan.hyperparameters[k]!.name, ...shift })));
}

/** Whether a shift is larger than the limit by so many of its Monte Carlo errors. */
function exceeds({ shift, error }: Shift, limit: number, errors: number): boolean {
  return Math.abs(shift) - errors * error > limit;
}

function diagnoseShifts(
  model: CompiledModel,
  plan: LatentPlan,
  check: ImportanceCheck,
): readonly Diagnostic[] {
  const { kHat, effectiveDraws, draws } = check;
  const share = effectiveDraws / draws;
  const help = "use engine = nuts, and agreement(a, b) to see what it changes";
  if ((kHat > heaviestTail && tailDecides(check)) || share < smallestShare)
    return [
      {
        code: "approximation-not-trusted",
        severity: "warning",
        message: `the approximation of ${model.spec.name} is too far from the exact posterior to be checked: k-hat ${kHat.toFixed(2)}, ${Math.round(effectiveDraws)} of ${draws} draws count`,
        help,
      },
    ];
  const found = shiftsByName(model, plan, check).filter((one) => exceeds(one, noticeable, 1));
  if (found.length === 0) return [];
  const names = found
    .toSorted((a, b) => Math.abs(b.shift) - Math.abs(a.shift))
    .map(({ name, shift }) => `${name} (${shift.toFixed(2)})`);
  return [
    {
      code: found.some((one) => exceeds(one, beyondUse, 2))
        ? "approximation-not-trusted"
        : "approximation-weak",
      severity: "warning",
      message: `the exact posterior moves the mean of ${countText(found.length)} of ${countText(check.latents.length + check.thetas.length)} parameters by more than ${noticeable} posterior sds: ${listText(names.slice(0, 5))}${names.length > 5 ? " and others" : ""}`,
      help,
    },
  ];
}

/** `k-hat 0.75, 36 of 2,000 draws count`. */
export function correctionText({ kHat, effectiveDraws, draws, quadrature }: Correction): string {
  const nodes = quadrature
    ? `, twice the ${quadrature.nodes} nodes of its quadrature move the log posterior by ${quadrature.error.toPrecision(1)}`
    : "";
  return `k-hat ${kHat.toFixed(2)}, ${countText(Math.round(effectiveDraws))} of ${countText(draws)} draws count${nodes}`;
}

function diagnoseCorrection(
  { spec }: CompiledModel,
  correction: Correction | undefined,
): Diagnostic {
  const why = correction
    ? `the approximation of ${spec.name} is too far from the exact posterior to be corrected: ${correctionText(correction)}`
    : `${spec.name} has too many effects to be corrected to the exact posterior`;
  return {
    code: "correction-failed",
    severity: "warning",
    message: `${why}; what is shown is not corrected`,
    help: "use engine = nuts",
  };
}

/** What the fit knows of its own quality. */
export interface ApproximationEvidence {
  /** Largest distance of a conditional mean from its mode, in posterior sds. */
  readonly skewness: number;
  readonly skewed: boolean;
  /** Undefined where it was not needed, or where there are too many latents for it. */
  readonly check: ImportanceCheck | undefined;
  /** Whether a correction was asked for. */
  readonly correct: boolean;
  /** Undefined where it was not, or where there are too many latents for it. */
  readonly correction: Correction | undefined;
}

function diagnoseUnchecked({ spec }: CompiledModel, skewness: number): readonly Diagnostic[] {
  return [
    {
      code: "approximation-unchecked",
      severity: "note",
      message: `conditional means of ${spec.name} leave their modes by up to ${skewness.toFixed(2)} posterior sds, and there are too many effects to check the approximation against the exact posterior`,
      help: "agreement(a, b) with a fit by engine = nuts, of a part of the data perhaps, tells what that does",
    },
  ];
}

/** With eight levels calibration found the sds of designs off; with more it was not tried. */
const fewLevels = 16;
/** From so many hyperparameters on a design does not know where the interval of a scale begins. */
const fewestOffGrids = 3;

function diagnoseScales(
  { spec }: CompiledModel,
  { sampled, integration, coordinates }: LaplaceApproximation,
): readonly Diagnostic[] {
  if (sampled || integration === "grid" || coordinates.mode.length < fewestOffGrids) return [];
  const terms = spec.design.predictor.group.filter(
    ({ factor }) => factor.levels.length < fewLevels,
  );
  return terms.map(({ term, factor }) => ({
    code: "scales-of-few-levels",
    severity: "note",
    message: `\`${term}\` has ${factor.levels.length} levels, and the density of the hyperparameters was not sampled: intervals of its sds begin a little too high`,
    help: "correct = true gives exact ones",
  }));
}

/** Nothing for an approximation that shows no weakness. */
export function diagnoseApproximation(
  model: CompiledModel,
  plan: LatentPlan,
  approximation: LaplaceApproximation,
  { skewness, skewed, check, correct, correction }: ApproximationEvidence,
): readonly Diagnostic[] {
  // Exact draws do not depend on how good the approximation was.
  if (correction?.passed) return [];
  return [
    ...diagnoseOptimum(plan, approximation),
    ...diagnoseFlatness(plan, approximation),
    ...(check ? diagnoseShifts(model, plan, check) : []),
    ...(skewed && !check && !correct ? diagnoseUnchecked(model, skewness) : []),
    ...(correct ? [diagnoseCorrection(model, correction)] : diagnoseScales(model, approximation)),
  ];
}
