/** The module: kernels of this folder, and those of portable/ without their memory. */
import {
  sigmoidGradient as sigmoidGradientOf,
  sigmoidRows as sigmoidRowsOf,
  softmaxGradient as softmaxGradientOf,
  softmaxRows as softmaxRowsOf,
  sumRowsOfUnit as sumRowsOfUnitOf,
} from "../portable/heads";
import { mixSlopes as mixSlopesOf, pullSlopes as pullSlopesOf } from "../portable/slopes";
export { product } from "./product";
export { fillRows, gatherRows, rectify, rectifyGradient, scatterRows, sumRows } from "./rows";

export function softmaxRows(a: i32, b: i32, c: i32, d: i32): void {
  softmaxRowsOf(0, a, b, c, d);
}

export function sigmoidRows(a: i32, b: i32, c: i32, d: i32): void {
  sigmoidRowsOf(0, a, b, c, d);
}

export function sumRowsOfUnit(a: i32, b: i32, c: i32, d: i32, e: i32, f: i32): void {
  sumRowsOfUnitOf(0, a, b, c, d, e, f);
}

export function softmaxGradient(a: i32, b: i32, c: i32, d: i32, e: i32, f: i32): void {
  softmaxGradientOf(0, a, b, c, d, e, f);
}

export function sigmoidGradient(a: i32, b: i32, c: i32, d: i32, e: i32, f: i32): void {
  sigmoidGradientOf(0, a, b, c, d, e, f);
}

export function mixSlopes(
  a: i32,
  b: i32,
  c: i32,
  d: i32,
  e: i32,
  f: i32,
  g: i32,
  h: i32,
  i: i32,
): void {
  mixSlopesOf(0, a, b, c, d, e, f, g, h, i);
}

export function pullSlopes(
  a: i32,
  b: i32,
  c: i32,
  d: i32,
  e: i32,
  f: i32,
  g: i32,
  h: i32,
  i: i32,
): void {
  pullSlopesOf(0, a, b, c, d, e, f, g, h, i);
}
