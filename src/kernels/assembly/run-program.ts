// The body of the block-program loop; build-kernels.mjs puts one case per kernel in its place.

/** Argument `i` of the call at `pc`: a base address and what is added to it for each block. */
// @inline
function operand(pc: i32, i: i32, block: i32): i32 {
  return load<i32>(pc + 8 + (i << 3)) + block * load<i32>(pc + 12 + (i << 3));
}

/**
 * Runs the calls between `start` and `end` for every block of rows and returns the sum of what the
 * likelihoods return. A call is [opcode, bytes to the next call, (base, stride) per argument].
 */
export function runProgram(start: i32, end: i32, rowCount: i32, blockRows: i32): f64 {
  let sum: f64 = 0;
  let block = 0;
  for (let row = 0; row < rowCount; row += blockRows) {
    const left = rowCount - row;
    const rows = left < blockRows ? left : blockRows;
    let blockSum: f64 = 0;
    for (let pc = start; pc < end; pc += load<i32>(pc, 4)) {
      switch (load<i32>(pc)) {
        // CASES
      }
    }
    sum += blockSum;
    block++;
  }
  return sum;
}
