/** Where things lie in the memory of a factor: its first integers are the positions of all else. */
import { readInteger } from "./memory.js";
import type { Memory } from "./memory.js";

/** Positions of arrays of integers; each is described at SymbolicFactor or FactorMemory. */
export const frontCount: i32 = 0;
export const columnsAt: i32 = 1;
export const frontStartAt: i32 = 2;
export const frontRowsAt: i32 = 3;
export const parentAt: i32 = 4;
export const relativeAt: i32 = 5;
export const panelStartAt: i32 = 6;
export const entryStartAt: i32 = 7;
export const entrySlotsAt: i32 = 8;
export const entryPlacesAt: i32 = 9;
export const firstChildAt: i32 = 10;
export const nextSiblingAt: i32 = 11;
export const updateStartAt: i32 = 12;
export const frameStartAt: i32 = 13;

/** Positions of arrays of numbers. */
export const valuesAt: i32 = 14;
export const vectorAt: i32 = 15;
export const spareAt: i32 = 16;
export const packedAt: i32 = 17;
export const quotientAt: i32 = 18;
export const triangleAt: i32 = 19;

/** Integers of the header. */
export const headerLength: i32 = 20;

/** Columns of a front that are factorised, or inverted, together. */
export const panelBlock: i32 = 64;
export const inverseBlock: i32 = 24;

/** The integer of front s in the array whose position the header has at `array`. */
// @inline
export function ofFront(memory: Memory, array: i32, s: i32): i32 {
  return readInteger(memory, readInteger(memory, array) + s);
}
