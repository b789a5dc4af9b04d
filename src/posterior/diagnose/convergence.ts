/** R-hat and effective sample sizes of all reported parameters, the worst ones by name. */
import type { Diagnostic } from "../../diagnostics/index.js";
import { convergenceOf, openDrawMeasures } from "../diagnostics/index.js";
import { parameterDraws } from "../draws.js";
import { counted, listText, valueText } from "../number-text.js";
import type { Evidence } from "./evidence.js";

export const rHatLimit = 1.01;
export const rHatUntrusted = 1.05;
/** Effective draws per chain. */
export const essLimit = 100;
export const essUntrusted = 10;
/** How many parameters a message names. */
const named = 3;

interface Measured {
  readonly name: string;
  readonly rHat: number;
  readonly essBulk: number;
  /** The lesser of bulk and tail. */
  readonly ess: number;
}

export function diagnoseConvergence({ draws }: Evidence): readonly Diagnostic[] {
  const measures = openDrawMeasures(draws.chains, draws.drawsPerChain);
  const measured = draws.parameters.map(({ name }, index): Measured => {
    const { rHat, essBulk, essTail } = convergenceOf(parameterDraws(draws, index), measures);
    return { name, rHat, essBulk, ess: Math.min(essBulk, essTail) };
  });
  return [...diagnoseRHat(measured), ...diagnoseEss(measured, draws.chains)];
}

function diagnoseRHat(measured: readonly Measured[]): readonly Diagnostic[] {
  const high = measured
    .filter(({ rHat }) => rHat > rHatLimit)
    .sort((left, right) => right.rHat - left.rHat);
  const worst = high[0];
  if (worst === undefined) return [];
  const bad = worst.rHat > rHatUntrusted;
  return [
    {
      code: bad ? "not-converged" : "r-hat",
      severity: "warning",
      message: `the chains disagree about ${counted(high.length, "parameter", "parameters")} (R-hat above ${rHatLimit}): ${worstText(high, rHatText)}`,
      help: bad
        ? "do not use these results: run longer (tune, draws), and look for columns that repeat each other or scales with few groups"
        : "run longer: raise tune and draws",
    },
  ];
}

function rHatText({ rHat }: Measured): string {
  return rHat > 100 ? "over 100" : rHat.toFixed(3);
}

function diagnoseEss(measured: readonly Measured[], chains: number): readonly Diagnostic[] {
  const low = measured
    .filter(({ ess }) => ess < essLimit * chains)
    .sort((left, right) => left.ess - right.ess);
  if (low.length === 0) return [];
  const bad = low.some(({ essBulk }) => essBulk < essUntrusted * chains);
  return [
    {
      code: bad ? "too-few-effective-draws" : "low-ess",
      severity: "warning",
      message: `fewer than ${essLimit} effective draws per chain for ${counted(low.length, "parameter", "parameters")}: ${worstText(low, ({ ess }) => valueText(Math.floor(ess)))}`,
      help: "raise draws; means and intervals of these parameters are imprecise",
    },
  ];
}

function worstText(measured: readonly Measured[], value: (one: Measured) => string): string {
  const shown = measured.slice(0, named).map((one) => `${one.name} ${value(one)}`);
  return measured.length > named ? `${shown.join(", ")}, ...` : listText(shown);
}
