/** Reads a saved fit back; whatever else the bytes are becomes a diagnostic. */
import { compileModel } from "../../compiler/index.js";
import type { DiagnosticSink, Span } from "../../diagnostics/index.js";
import type { Posterior } from "../../posterior/index.js";
import type { NetworkFit } from "../../workflows/ecological/networks/index.js";
import { openArrayReader } from "./array-store.js";
import { isContainer, readContainer, type Container } from "./container.js";
import { isFault, type SavedFitFault } from "./fault.js";
import { fieldsOf } from "./fields.js";
import { readModel } from "./model-record.js";
import { readNetwork } from "./network-record.js";
import { readPosterior, type RefitOptions } from "./read-posterior.js";

export interface SavedFitRequest {
  /** Names the file in messages. */
  readonly file: string;
  /** Where the program asks for it. */
  readonly span?: Span;
}

function reportForeign({ file, span }: SavedFitRequest, sink: DiagnosticSink): void {
  sink.report({
    code: "not-a-saved-fit",
    severity: "error",
    message: `\`${file}\` is not a fit that mlm saved`,
    expected: "a file that save(fit, ...) wrote under a name that ends in .mlmfit or .mlmnet",
    help: "files for other programs (.csv, .json, .parquet) hold draws only and are not read back",
    ...(span && { span }),
  });
}

function reportFault(
  { expected, found }: SavedFitFault,
  { file, span }: SavedFitRequest,
  sink: DiagnosticSink,
): void {
  sink.report({
    code: "saved-fit-damaged",
    severity: "error",
    message: `the saved fit in \`${file}\` cannot be read`,
    expected,
    found,
    help: "save the fit again",
    ...(span && { span }),
  });
}

/** What `read` makes of the bytes; undefined after reporting what they are instead of a saved fit. */
async function reading<Result>(
  bytes: Uint8Array,
  request: SavedFitRequest,
  sink: DiagnosticSink,
  read: (container: Container) => Result | Promise<Result>,
): Promise<Result | undefined> {
  if (!isContainer(bytes)) {
    reportForeign(request, sink);
    return undefined;
  }
  try {
    return await read(readContainer(bytes));
  } catch (error) {
    if (!isFault(error)) throw error;
    reportFault(error, request, sink);
    return undefined;
  }
}

/** Rejects only where a nested Laplace fit cannot be made anew. */
export function readSavedFit(
  bytes: Uint8Array,
  request: SavedFitRequest,
  options: RefitOptions,
  sink: DiagnosticSink,
): Promise<Posterior | NetworkFit | undefined> {
  return reading<Posterior | NetworkFit>(bytes, request, sink, ({ header, arrays }) => {
    const fields = fieldsOf(header, "the saved fit");
    const reader = openArrayReader(arrays);
    if (fields.has("network")) return readNetwork(fields.fields("network"), reader);
    const spec = readModel(fields.fields("model"), reader);
    const model = compileModel(spec, options.now);
    return readPosterior(fields.fields("fit"), model, reader, options);
  });
}

/** Reports bytes that are not whole or not of this version; no fit is made. */
export async function checkSavedFit(
  bytes: Uint8Array,
  request: SavedFitRequest,
  sink: DiagnosticSink,
): Promise<void> {
  await reading(bytes, request, sink, () => undefined);
}
