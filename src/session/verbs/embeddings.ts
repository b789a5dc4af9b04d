/** `embeddings(net, keep = [id, party])`: where a network puts its people, as data. */
import { checkColumnsOf } from "../network-columns.js";
import { defineVerb } from "../verb.js";
import type { Verb } from "../verb.js";

export const embeddings: Verb = defineVerb({
  name: "embeddings",
  summary:
    "The last hidden layer of a trained network for each of its people, or the first principal components of it, as data.",
  returns: "data",
  deferred: true,
  parameters: {
    network: { kind: "network", required: true, help: "the trained network" },
    keep: { kind: "columns", help: "columns of the people to keep beside: [id, party]" },
    components: {
      kind: "count",
      help: "so many principal components, pc1 and on, in place of the layer itself",
    },
  },
  check({ keep }, call) {
    checkColumnsOf(call.networkOf("network"), keep, call);
    return Promise.resolve();
  },
  async run({ network, keep = [], components }, call) {
    const { embeddingFrame } = await import("../../workflows/ecological/networks/index.js");
    return embeddingFrame(network, { keep, components }, call.resultName, call.sink);
  },
});
