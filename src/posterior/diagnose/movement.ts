/** How the chains moved: tree depth, energy and chains that stand still. */
import type { Diagnostic } from "../../diagnostics/index.js";
import type { SamplerStatistics } from "../../engines/nuts/index.js";
import { energyFractionOfMissingInformation } from "../diagnostics/index.js";
import { countText, listText, valueText } from "../number-text.js";
import type { Evidence } from "./evidence.js";

/** Share of draws at the greatest tree depth from which the sampler is called slow. */
export const oftenSaturated = 0.01;
export const lowEnergyFraction = 0.3;
/** A chain that stays where it is in more than this share of its transitions is stuck. */
export const stuckShare = 0.9;

export function diagnoseTreeDepth({ statistics, settings }: Evidence): readonly Diagnostic[] {
  const { maxTreeDepth } = settings;
  let saturated = 0;
  let total = 0;
  for (const { treeDepth } of statistics) {
    total += treeDepth.length;
    for (const depth of treeDepth) if (depth === maxTreeDepth) saturated++;
  }
  if (saturated < oftenSaturated * total) return [];
  return [
    {
      code: "tree-depth",
      severity: "warning",
      message: `${countText(saturated)} of ${countText(total)} trajectories reached the greatest tree depth of ${maxTreeDepth} and were cut short: draws come slowly`,
      help: "bring predictors to similar scales, look for columns that nearly repeat each other, or raise max_treedepth",
    },
  ];
}

export function diagnoseEnergy({ statistics }: Evidence): readonly Diagnostic[] {
  const low = statistics
    .map(({ chain, energy }) => ({ chain, value: energyFractionOfMissingInformation(energy) }))
    .filter(({ value }) => value < lowEnergyFraction);
  if (low.length === 0) return [];
  return [
    {
      code: "low-e-bfmi",
      severity: "warning",
      message: `the energy of ${chainsText(low)} changes slowly (E-BFMI below ${lowEnergyFraction}): tails of the posterior may be missed`,
      found: low.map(({ chain, value }) => `chain ${chain + 1}: ${valueText(value)}`).join(", "),
      help: "heavy tails do this: stronger priors on scales, or more data per group",
    },
  ];
}

export function diagnoseStuckChains({ statistics }: Evidence): readonly Diagnostic[] {
  const stuck = statistics.filter((chain) => shareOfRepeats(chain) > stuckShare);
  if (stuck.length === 0) return [];
  return [
    {
      code: "stuck-chain",
      severity: "warning",
      message: `${chainsText(stuck)} stayed at the same point in more than ${100 * stuckShare} % of the transitions`,
      help: "another seed shows whether it is the start; if not, rescale predictors or give stronger priors",
    },
  ];
}

/** Two draws with the same log density are the same draw. */
export function shareOfRepeats({ logDensity }: SamplerStatistics): number {
  let repeats = 0;
  for (let i = 1; i < logDensity.length; i++) {
    if (logDensity[i] === logDensity[i - 1]) repeats++;
  }
  return repeats / (logDensity.length - 1);
}

function chainsText(chains: readonly { readonly chain: number }[]): string {
  const numbers = chains.map(({ chain }) => String(chain + 1));
  return `${chains.length === 1 ? "chain" : "chains"} ${listText(numbers)}`;
}
