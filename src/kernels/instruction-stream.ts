/**
 * Block programs as integers in linear memory: the form in which both the WebAssembly kernels and
 * their JavaScript twins run them. A call is [opcode, bytes to the next call, base and stride of
 * every argument but the last]; the last argument of every kernel is the rows of the block.
 */
import type { KernelArgument, KernelCall } from "../graph/plan/plan.js";
import { kernelOrder } from "./generated/wasm-binary.js";

/** Where the plan's two regions start in the linear memory, in bytes. */
export interface RegionBases {
  readonly data: number;
  readonly private: number;
}

const opcodes: ReadonlyMap<string, number> = new Map(kernelOrder.map((name, i) => [name, i]));

function operandOf(argument: KernelArgument, bases: RegionBases): readonly [number, number] {
  switch (argument.kind) {
    case "data":
      return [bases.data + argument.offset, argument.stride];
    case "private":
      return [bases.private + argument.offset, argument.stride];
    case "count":
      return [argument.value, 0];
    case "number":
    case "rows":
      throw new Error(`a kernel takes addresses, counts and, last, the rows: not ${argument.kind}`);
  }
}

function encodeCall(call: KernelCall, bases: RegionBases): readonly number[] {
  const opcode = opcodes.get(call.kernel);
  if (opcode === undefined) throw new Error(`no kernel named ${call.kernel}`);
  if (call.arguments.at(-1)?.kind !== "rows") throw new Error(`${call.kernel}: rows must be last`);
  const operands = call.arguments.slice(0, -1).map((argument) => operandOf(argument, bases));
  return [opcode, 8 + 8 * operands.length, ...operands.flat()];
}

export function encodeCalls(calls: readonly KernelCall[], bases: RegionBases): Int32Array {
  return Int32Array.from(calls.flatMap((call) => encodeCall(call, bases)));
}

/** Bytes that `encodeCalls` will need. */
export function encodedBytes(calls: readonly KernelCall[]): number {
  return calls.reduce((bytes, call) => bytes + 8 * call.arguments.length, 0);
}
