/**
 * The heart-transplant table of Hernán & Robins, "Causal Inference: What If", table 2.2:
 * twenty patients, treatment A, risk stratum L and outcome Y.
 */
import type { DataFrame } from "../../src/data/index.js";
import { frameOf } from "./specify.js";

const strata = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1];
const treatment = [0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1];
const outcome = [0, 1, 0, 0, 0, 0, 0, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1, 0, 0, 0];

export function heartTransplant(): DataFrame {
  return frameOf({ Risk_Strata: strata, Treatment: treatment, Outcome: outcome }, "heart");
}
