/** Draws by chain: what traces, ranks and energies are made of. */
import { parameterDraws } from "../../posterior/index.js";
import type { NutsPosterior, Posterior } from "../../posterior/posterior.js";
import type { PlotContext } from "../subject.js";
import { engineNames } from "./wording.js";

/** Undefined after a report: only chains have traces, ranks and energies. */
export function sampledFit(fit: Posterior, context: PlotContext): NutsPosterior | undefined {
  if (fit.engine === "nuts") return fit;
  context.refuse({
    message: `a fit by ${engineNames[fit.engine]} has no chains`,
    argument: "kind",
    expected: "a fit by NUTS",
    help: "fit(model, engine = nuts)",
  });
  return undefined;
}

/** The draws of one parameter, an array for each chain. */
export function chainsOf({ draws }: NutsPosterior, parameter: number): readonly Float64Array[] {
  const { chains, drawsPerChain } = draws;
  const all = parameterDraws(draws, parameter);
  return Array.from({ length: chains }, (_, chain) =>
    all.subarray(chain * drawsPerChain, (chain + 1) * drawsPerChain),
  );
}

export const chainName = (chain: number): string => `chain ${chain + 1}`;
