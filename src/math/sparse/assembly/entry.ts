/** What the module exports; the memory is the one that the host hands in. */
import { factorise as factoriseIn } from "../portable/factorise";
import { invert as invertIn } from "../portable/invert";
import {
  solveBackward as solveBackwardIn,
  solveForward as solveForwardIn,
} from "../portable/solve";

export function factorise(): boolean {
  return factoriseIn(0);
}

export function solveForward(): void {
  solveForwardIn(0);
}

export function solveBackward(): void {
  solveBackwardIn(0);
}

export function invert(): void {
  invertIn(0);
}
