/** `load("file.mlmfit")`: a fit that `save` wrote, for every question that the fit itself would answer. */
import type { FileContents } from "../host.js";
import { defineVerb } from "../verb.js";
import type { Verb, VerbCall } from "../verb.js";
import { reportFileProblem } from "./read.js";

async function contentsOf(file: string, call: VerbCall): Promise<FileContents | undefined> {
  const contents = await call.host.readFile(file);
  if (contents.kind === "contents") return contents;
  reportFileProblem(contents, call, "file");
  return undefined;
}

export const load: Verb = defineVerb({
  name: "load",
  summary:
    "Reads a fit that save wrote as .mlmfit, or a trained network, .mlmnet, with model and data: every verb answers as for the fit itself.",
  returns: "fit",
  returnsFor: ({ arguments: given }) => {
    const named = given.some(
      ({ value }) => value.kind === "text" && value.value.toLowerCase().endsWith(".mlmnet"),
    );
    return named ? "network" : "fit";
  },
  deferred: true,
  parameters: {
    file: { kind: "text", required: true, help: "the file, relative to the model's folder" },
  },
  async run({ file }, call) {
    const contents = await contentsOf(file, call);
    if (contents === undefined) return undefined;
    const { readSavedFit } = await import("../../outputs/index.js");
    const options = {
      now: () => call.host.now(),
      signal: call.openSignal(),
      openThreads: call.host.laplaceThreads,
    };
    const request = { file, span: call.spanOf("file") };
    const fit = await readSavedFit(contents.bytes, request, options, call.sink);
    for (const diagnostic of fit?.diagnostics ?? [])
      call.sink.report({ span: call.expression.callee.span, ...diagnostic });
    return fit;
  },
  async check({ file }, call) {
    const contents = file === undefined ? undefined : await contentsOf(file, call);
    if (file === undefined || contents === undefined) return;
    const { checkSavedFit } = await import("../../outputs/index.js");
    await checkSavedFit(contents.bytes, { file, span: call.spanOf("file") }, call.sink);
  },
});
