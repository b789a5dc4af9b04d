/** Where things lie in the memory of the rows of a predictor: its first integers are the positions of all else. */

export const rowCount: i32 = 0;
export const latentCount: i32 = 1;

/** Positions of arrays of integers: the matrix by rows, and the pairs of entries of every shape of rows. */
export const rowStartAt: i32 = 2;
export const columnAt: i32 = 3;
export const shapeOfAt: i32 = 4;
export const pairStartAt: i32 = 5;
export const pairSlotsAt: i32 = 6;

/** Positions of arrays of numbers: entries of the matrix, the offset, and what goes in and out. */
export const entryAt: i32 = 7;
export const offsetAt: i32 = 8;
export const latentAt: i32 = 9;
export const stepAt: i32 = 10;
export const rowsAt: i32 = 11;
export const otherRowsAt: i32 = 12;
export const slotsAt: i32 = 13;

/** Integers of the header. */
export const rowHeaderLength: i32 = 14;
