/** What the chains of a fit show of themselves: movement, agreement and precision. */
import { manyDivergences } from "../diagnose/divergences.js";
import { essLimit, essUntrusted, rHatLimit, rHatUntrusted } from "../diagnose/convergence.js";
import {
  lowEnergyFraction,
  oftenSaturated,
  shareOfRepeats,
  stuckShare,
} from "../diagnose/movement.js";
import {
  energyFractionOfMissingInformation,
  mcseOfQuantile,
  openDrawMeasures,
  summariseDraws,
  type DrawSummary,
} from "../diagnostics/index.js";
import { parameterDraws } from "../draws.js";
import type { NutsPosterior } from "../posterior.js";
import { atLeast, atMost, largest, type CheckRow } from "./check-row.js";

const count = (flags: Uint8Array, isCounted: (flag: number) => boolean): number =>
  flags.reduce((sum, flag) => sum + (isCounted(flag) ? 1 : 0), 0);

function checkMovement({ statistics, settings, draws }: NutsPosterior): readonly CheckRow[] {
  const total = draws.chains * draws.drawsPerChain;
  const divergent = statistics.map((chain) => count(chain.divergent, (flag) => flag === 1));
  const sum = divergent.reduce((all, chain) => all + chain, 0);
  const saturated = statistics.reduce(
    (all, { treeDepth }) => all + count(treeDepth, (depth) => depth === settings.maxTreeDepth),
    0,
  );
  const slow = largest(statistics, ({ energy }) => -energyFractionOfMissingInformation(energy));
  const still = largest(statistics, shareOfRepeats);
  const chain = (which: (typeof slow)["item"]): string => (which ? `chain ${which.chain + 1}` : "");
  return [
    atMost(
      "divergences",
      sum,
      0,
      manyDivergences * total,
      sum > 0 ? `${divergent.join(", ")} by chain` : "",
    ),
    atMost("share at greatest tree depth", saturated / total, oftenSaturated),
    atLeast("E-BFMI", -slow.value, lowEnergyFraction, undefined, chain(slow.item)),
    atMost("share of steps standing still", still.value, stuckShare, stuckShare, chain(still.item)),
  ];
}

interface Measured extends DrawSummary {
  readonly name: string;
  /** Monte Carlo errors of the 5 % and 95 % quantiles, the greater. */
  readonly mcseTail: number;
}

function measureAll({ draws }: NutsPosterior): readonly Measured[] {
  const measures = openDrawMeasures(draws.chains, draws.drawsPerChain);
  return draws.parameters.map(({ name }, at) => {
    const values = parameterDraws(draws, at);
    const mcseTail = Math.max(
      mcseOfQuantile(values, 0.05, measures),
      mcseOfQuantile(values, 0.95, measures),
    );
    return { name, mcseTail, ...summariseDraws(values, measures, 0.94) };
  });
}

/** Monte Carlo errors have no threshold of their own: how many digits are needed, the user knows. */
function precision(
  diagnostic: string,
  measured: readonly Measured[],
  errorOf: (one: Measured) => number,
): CheckRow {
  const { item, value } = largest(measured, (one) => errorOf(one) / one.sd);
  return { diagnostic, value, threshold: "", verdict: "", where: item?.name ?? "" };
}

function checkConvergence(fit: NutsPosterior): readonly CheckRow[] {
  const measured = measureAll(fit);
  const { chains } = fit.draws;
  const apart = largest(measured, ({ rHat }) => rHat);
  const bulk = largest(measured, ({ essBulk }) => -essBulk);
  const tail = largest(measured, ({ essTail }) => -essTail);
  const [enough, least] = [essLimit * chains, essUntrusted * chains];
  return [
    atMost("R-hat", apart.value, rHatLimit, rHatUntrusted, apart.item?.name),
    atLeast("ess_bulk", -bulk.value, enough, least, bulk.item?.name),
    atLeast("ess_tail", -tail.value, enough, undefined, tail.item?.name),
    precision("mcse_mean / sd", measured, ({ mcseMean }) => mcseMean),
    precision("mcse_sd / sd", measured, ({ mcseSd }) => mcseSd),
    precision("mcse of 5 %, 95 % / sd", measured, ({ mcseTail }) => mcseTail),
  ];
}

export function checkChains(fit: NutsPosterior): readonly CheckRow[] {
  return [...checkMovement(fit), ...checkConvergence(fit)];
}
