/** The draws of a fit, read parameter by parameter. */
import type { Draws } from "./posterior.js";

/** Draws of one parameter, chain after chain. */
export function parameterDraws({ parameters, values }: Draws, parameter: number): Float64Array {
  const width = parameters.length;
  const column = new Float64Array(values.length / width);
  for (let draw = 0; draw < column.length; draw++) {
    column[draw] = values[draw * width + parameter]!;
  }
  return column;
}
