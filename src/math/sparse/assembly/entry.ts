/** What the module exports; the memory is the one that the host hands in, of a factor or of rows. */
import { factorise as factoriseIn } from "../portable/factorise";
import { invert as invertIn } from "../portable/invert";
import {
  addCrossProduct as addCrossProductIn,
  predictRows as predictRowsIn,
  pullBackRows as pullBackRowsIn,
  quadraticForms as quadraticFormsIn,
  stepIsSmall as stepIsSmallIn,
} from "../portable/rows";
import {
  solveBackward as solveBackwardIn,
  solveForward as solveForwardIn,
} from "../portable/solve";

import {
  factoriseTriangle as factoriseTriangleIn,
  invertTriangle as invertTriangleIn,
} from "../portable/triangle";

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

export function predictRows(shifted: boolean): void {
  predictRowsIn(0, shifted);
}

export function stepIsSmall(limit: f64): boolean {
  return stepIsSmallIn(0, limit);
}

export function pullBackRows(weighted: boolean): void {
  pullBackRowsIn(0, weighted);
}

export function addCrossProduct(factor: f64): void {
  addCrossProductIn(0, factor);
}

export function quadraticForms(): f64 {
  return quadraticFormsIn(0);
}

export function factoriseTriangle(at: i32, n: i32): boolean {
  return factoriseTriangleIn(0, at, n);
}

export function invertTriangle(at: i32, into: i32, n: i32): void {
  invertTriangleIn(0, at, into, n);
}
