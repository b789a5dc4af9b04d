/** `bounds(precincts, votes(...), composition(...))`: what margins say for certain. */
import { marginsParameters, readMarginsOf } from "../margins-argument.js";
import { defineVerb } from "../verb.js";
import type { Verb } from "../verb.js";

export const bounds: Verb = defineVerb({
  name: "bounds",
  summary:
    "Duncan-Davis bounds: between which shares each group's votes lie for certain, given the totals of the units.",
  returns: "table",
  parameters: {
    ...marginsParameters,
    by_unit: {
      kind: "boolean",
      default: "false",
      help: "the bounds of every unit instead of those over all units",
    },
  },
  async run(given, call) {
    const margins = await readMarginsOf(given, call);
    if (margins === undefined) return undefined;
    const { boundsTable } = await import("../../workflows/ecological/margins/index.js");
    return boundsTable(margins, given.by_unit ?? false);
  },
});
