/** Kernel calls made from named arguments. */
import {
  likelihoodKernels,
  linkKernels,
  predictorKernels,
  type KernelName,
} from "./kernel-signatures.js";
import type { KernelArgument, KernelCall } from "./plan.js";

const signatures: Readonly<Record<KernelName, readonly string[]>> = {
  ...predictorKernels,
  ...linkKernels,
  ...likelihoodKernels,
};

/** Names of the kernel's arguments, in order. */
export function signatureOf(kernel: KernelName): readonly string[] {
  return signatures[kernel];
}

/** Orders named arguments by the kernel's signature; `n` is always the rows of the block. */
export function kernelCall(
  kernel: KernelName,
  named: Readonly<Record<string, KernelArgument>>,
  label: string,
): KernelCall {
  const ordered = signatureOf(kernel).map((name): KernelArgument => {
    if (name === "n") return { kind: "rows" };
    const argument = named[name];
    if (!argument) throw new Error(`${kernel}: argument ${name} is missing`);
    return argument;
  });
  return { kernel, arguments: ordered, label };
}
