/** Where columns lie in a memory of row likelihoods: one after the other, each with an even length. */

const bytesPerNumber = 8;
/** The constants of the vector kernels lie below this address. */
const firstFreeByte = 2048;
/** Rules of quadrature have fewer nodes. */
export const mostNodes = 64;

/** Kernels take rows in pairs. */
export function evenLength(rows: number): number {
  return rows + (rows & 1);
}

export interface ColumnOffsets<Name extends string> {
  /** In bytes. */
  readonly at: Readonly<Record<Name, number>>;
  readonly bytes: number;
}

export function offsetsOf<Name extends string>(
  lengths: Readonly<Record<Name, number>>,
): ColumnOffsets<Name> {
  let bytes = firstFreeByte;
  const at = {} as Record<Name, number>;
  for (const name of Object.keys(lengths) as Name[]) {
    at[name] = bytes;
    bytes += evenLength(lengths[name]) * bytesPerNumber;
  }
  return { at, bytes };
}
