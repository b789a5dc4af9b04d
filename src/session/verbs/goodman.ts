/** `goodman(precincts, votes(...), composition(...))`: the oldest regression for group rates. */
import { marginsParameters, readMarginsOf } from "../margins-argument.js";
import { defineVerb } from "../verb.js";
import type { Verb } from "../verb.js";

export const goodman: Verb = defineVerb({
  name: "goodman",
  summary:
    "Goodman's regression of outcomes' shares on groups' shares, weighted by people and not, with standard errors; rates may leave [0, 1], and it says where.",
  returns: "table",
  parameters: marginsParameters,
  async run(given, call) {
    const margins = await readMarginsOf(given, call);
    if (margins === undefined) return undefined;
    const { goodmanTable } = await import("../../workflows/ecological/margins/index.js");
    return goodmanTable(margins, call.sink, call.spanOf("composition"));
  },
});
