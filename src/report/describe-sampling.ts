/** A fit by chains of draws, in words: how long they ran, and what was chosen for them. */
import type { LeftAttempt, NutsPosterior } from "../posterior/posterior.js";
import { countDivergences } from "../posterior/index.js";
import { formatCount, formatNumber } from "./numbers.js";

const coordinateNames = { integrated: "integrated", levels: "level by level", joint: "jointly" };

/** What the compiler chose, where it is not the model's own coordinates. */
const coordinateTexts = {
  integrated: "with intercept, coefficients and effects integrated out and drawn back",
  levels: "in coordinates of a Laplace fit that follow the scales level by level",
  joint: "in coordinates of a Laplace fit that follow the scales jointly",
} as const;

function leftText({ coordinates, targetAccept, divergences }: LeftAttempt): string {
  const how = coordinates === undefined ? "" : `${coordinateNames[coordinates]}, `;
  return `left for its divergences (${formatCount(divergences)}): ${how}target_accept ${targetAccept}`;
}

/** Trajectories that turn back are NUTS; of a given length they are plain Hamiltonian Monte Carlo. */
function isQuarterPeriod({ trajectory, coordinates }: NutsPosterior["settings"]): boolean {
  return (trajectory ?? (coordinates ? "quarter_period" : "u_turn")) === "quarter_period";
}

const quarterText = "by trajectories of a quarter period; trajectory = u_turn has those of NUTS";

/** The metric, where warm-up was asked to learn another than Stan's. */
function metricText({ settings, statistics }: NutsPosterior): string | undefined {
  switch (settings.adaptation) {
    case "gradients":
      return "with a diagonal metric of draws and gradients";
    case "low_rank": {
      const ranks = statistics.map(({ metricRank = 0 }) => metricRank);
      const [least, most] = [Math.min(...ranks), Math.max(...ranks)];
      const count = least === most ? formatCount(most) : `${least} to ${most}`;
      const noun = most === 1 ? "direction" : "directions";
      return `with a low-rank metric of draws and gradients: ${count} ${noun} besides the diagonal`;
    }
    default:
      return undefined;
  }
}

/** What `until` asked for and what there is. */
function goalText({ settings, run }: NutsPosterior): string | undefined {
  if (settings.until === undefined || !run?.fewest) return undefined;
  const least = formatCount(Math.floor(run.fewest.draws));
  const asked = formatCount(settings.until);
  return `at least ${least} effective draws of every parameter; ${asked} were asked for`;
}

/** Below the table of a fit: what the compiler chose, what was left for it, and whether that was enough. */
export function samplingNotes(posterior: NutsPosterior): readonly string[] {
  const { coordinates } = posterior.settings;
  return [
    coordinates && coordinateTexts[coordinates],
    isQuarterPeriod(posterior.settings) ? quarterText : undefined,
    metricText(posterior),
    ...(posterior.left ?? []).map(leftText),
    goalText(posterior),
  ].filter((note) => note !== undefined);
}

/** `NUTS: 4 chains of 1,000 draws after 1,000 tuning, seed 1, 12.3 s, no divergences`. */
export function describeSampling(posterior: NutsPosterior, seconds: number): string {
  const { settings, draws } = posterior;
  const divergences = countDivergences(posterior);
  const chains = `${draws.chains} chain${draws.chains === 1 ? "" : "s"}`;
  return [
    `${isQuarterPeriod(settings) ? "HMC" : "NUTS"}: ${chains} of ${formatCount(draws.drawsPerChain)} draws`,
    ` after ${formatCount(settings.tune)} tuning, seed ${settings.seed}`,
    `, ${formatNumber(seconds)} s, ${divergences === 0 ? "no" : formatCount(divergences)} `,
    divergences === 1 ? "divergence" : "divergences",
    posterior.interrupted ? ", stopped early by the user" : "",
    posterior.run?.ended === "time" ? ", ended by its time" : "",
  ].join("");
}
