/** Draws in a saved fit; the model that was resolved anew must report the same parameters. */
import type { CompiledModel } from "../../compiler/index.js";
import type { Draws } from "../../posterior/index.js";
import type { ArrayReader, ArrayWriter } from "./array-store.js";
import { fault } from "./fault.js";
import type { Fields, StoredFields } from "./fields.js";

export function writeDraws(
  { parameters, chains, drawsPerChain, values }: Draws,
  writer: ArrayWriter,
): StoredFields {
  return {
    parameters: parameters.map(({ name }) => name),
    chains,
    draws_per_chain: drawsPerChain,
    values: writer.store(values),
  };
}

export function readDraws(
  fields: Fields,
  { parameters }: CompiledModel,
  arrays: ArrayReader,
): Draws {
  const names = fields.texts("parameters");
  const known = parameters.map(({ name }) => name);
  const at = known.findIndex((name, position) => name !== names[position]);
  if (at >= 0 || names.length !== known.length)
    throw fault(
      `draws of the ${known.length} parameters of the model`,
      at >= 0 ? `${names[at] ?? "nothing"} in the place of ${known[at] ?? ""}` : `${names.length}`,
    );
  const [chains, drawsPerChain] = [fields.count("chains"), fields.count("draws_per_chain")];
  if (chains < 1 || drawsPerChain < 1) throw fault("draws", "none");
  const values = arrays.floats(fields, "values", chains * drawsPerChain * known.length);
  return { parameters, chains, drawsPerChain, values };
}
