/** `graph("file")`: which areas are neighbours, for effects that borrow strength across borders. */
import { readGraph } from "../../data/index.js";
import { defineVerb } from "../verb.js";
import type { Verb } from "../verb.js";
import { reportFileProblem } from "./read.js";

const readable = /\.(csv|tsv|geojson|json|graph|txt|dat|adj)(\.gz)?$/iu;

export const graph: Verb = defineVerb({
  name: "graph",
  summary:
    "Reads which areas are neighbours: R-INLA's graph format, a csv of pairs, or GeoJSON polygons.",
  returns: "graph",
  parameters: {
    file: { kind: "text", required: true, help: "the file, relative to the model's folder" },
    id: { kind: "text", help: "GeoJSON: the property that names an area" },
  },
  async run({ file, id }, call) {
    if (!readable.test(file)) {
      call.sink.report({
        code: "file-format-unknown",
        severity: "error",
        message: "the name of the file does not say its format",
        span: call.spanOf("file"),
        expected: "a name that ends in .graph, .csv, .tsv or .geojson, or one of these with .gz",
      });
      return undefined;
    }
    const contents = await call.host.readFile(file);
    if (contents.kind === "problem") {
      reportFileProblem(contents, call, "file");
      return undefined;
    }
    const options = { file, name: call.resultName, id, span: call.spanOf("file") };
    return readGraph(contents.bytes, options, call.sink);
  },
});
