/** Columns of a network's people that an argument names, looked up before anything is trained. */
import type { Name } from "../language/ast.js";
import type { NetworkModel } from "../model/index.js";
import { requireColumn } from "./column-expressions.js";
import type { VerbCall } from "./verb.js";

export function checkColumnsOf(
  model: NetworkModel | undefined,
  names: readonly Name[] | undefined,
  call: VerbCall,
): void {
  if (model) for (const name of names ?? []) requireColumn(model.origin.frame, name, call.sink);
}
