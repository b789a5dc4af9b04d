/**
 * Columns with one number in every row (weights of one, squares of zero) are kept for one block of
 * rows only: they then stay in the nearest cache instead of being fetched with every gradient.
 */
import { blockRows, type KernelArgument } from "../graph/index.js";
import type { Programs } from "./programs.js";

function isConstant({ values }: Programs["data"][number]): boolean {
  return values.length > blockRows && values.every((value) => value === values[0]);
}

/** Places of what calls read one entry per row of (dense matrices have several). */
function entriesPerRow({ blockPrograms }: Programs): ReadonlyMap<number, number> {
  const strides = new Map<number, number>();
  for (const { calls } of blockPrograms) {
    for (const argument of calls.flatMap((call) => call.arguments)) {
      if (argument.kind === "data") strides.set(argument.offset, argument.stride / blockRows);
    }
  }
  return strides;
}

/** The same programs with every constant column cut to a block that all blocks of rows share. */
export function shareConstantColumns(programs: Programs): Programs {
  const strides = entriesPerRow(programs);
  const columns = programs.data.filter(
    ({ offset, values }) => strides.get(offset) === values.BYTES_PER_ELEMENT,
  );
  const constant = new Set(columns.filter(isConstant).map(({ offset }) => offset));
  if (constant.size === 0) return programs;
  const shared = (argument: KernelArgument): KernelArgument =>
    argument.kind === "data" && constant.has(argument.offset)
      ? { ...argument, stride: 0 }
      : argument;
  return {
    ...programs,
    data: programs.data.map(({ offset, values }) => ({
      offset,
      values: constant.has(offset) ? values.slice(0, blockRows) : values,
    })),
    blockPrograms: programs.blockPrograms.map((program) => ({
      ...program,
      calls: program.calls.map((call) => ({ ...call, arguments: call.arguments.map(shared) })),
    })),
  };
}
