/** Sum over entries of a prior's log density, its arguments being constants. */
import type { Op } from "../op.js";
import { densities, type DensityName } from "./densities/index.js";

export interface DensityAttributes {
  readonly density: DensityName;
  /** In the order of the density's parameters; each of length 1 or of the input's length. */
  readonly arguments: readonly Float64Array[];
}

/** Argument `position` spread to `length` entries; absent arguments are never read by the density. */
function spread(values: Float64Array | undefined, length: number): Float64Array {
  if (values?.length === length) return values;
  return new Float64Array(length).fill(values?.[0] ?? 0);
}

export const density: Op<DensityAttributes> = {
  shape([input], attributes) {
    const given = attributes.arguments;
    const wanted = densities[attributes.density].parameters;
    const fits = given.every(({ length }) => length === 1 || length === input!.size);
    if (given.length !== wanted.length || !fits) {
      throw new Error(`density ${attributes.density}: arguments do not fit ${input!.size} entries`);
    }
    return { size: 1, rows: false };
  },
  bind({ value, adjoint, inputs: [input] }, attributes, math) {
    const x = input!.value;
    const dx = input!.adjoint;
    const { logNormaliser, logKernel, slope } = densities[attributes.density];
    const a = spread(attributes.arguments[0], x.length);
    const b = spread(attributes.arguments[1], x.length);
    const c = spread(attributes.arguments[2], x.length);
    let normaliser = 0;
    for (let i = 0; i < x.length; i++) normaliser += logNormaliser(a[i]!, b[i]!, c[i]!, math);
    return {
      forward(): void {
        let total = normaliser;
        for (let i = 0; i < x.length; i++) total += logKernel(x[i]!, a[i]!, b[i]!, c[i]!, math);
        value[0] = total;
      },
      backward(): void {
        const d = adjoint[0]!;
        for (let i = 0; i < x.length; i++) dx[i]! += d * slope(x[i]!, a[i]!, b[i]!, c[i]!, math);
      },
    };
  },
  describe: (attributes) => {
    const shown = attributes.arguments.map((values) =>
      values.every((value) => value === values[0]) ? String(values[0]) : "…",
    );
    return `${attributes.density}(${shown.join(", ")})`;
  },
};
