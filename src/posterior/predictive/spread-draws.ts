/** Draws of a fit, as many as are asked for, spread evenly over all of them. */
import type { Draws } from "../posterior.js";

export function* spreadDraws(draws: Draws, used: number): Generator<Float64Array> {
  const width = draws.parameters.length;
  const available = draws.chains * draws.drawsPerChain;
  for (let index = 0; index < used; index++) {
    const draw = Math.floor((index * available) / used);
    yield draws.values.subarray(draw * width, (draw + 1) * width);
  }
}
