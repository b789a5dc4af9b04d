/** e^x of a column, whose length is even, two numbers at a time; portable/row-exponentials.ts is the twin. */
import { exp2 } from "./lanes";

export function exponentials(x: i32, result: i32, n: i32): void {
  for (let at: i32 = 0; at < n << 3; at += 16) v128.store(result + at, exp2(v128.load(x + at)));
}
