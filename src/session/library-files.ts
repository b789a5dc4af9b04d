/** Fits as files and back, for programs: what `save` and `load` do, without a disk. */
import { collectDiagnostics } from "../diagnostics/index.js";
import { fitFiles, fitFormatOf, readSavedFit, writeSavedNetwork } from "../outputs/index.js";
import type { FitFormat, OutputFile } from "../outputs/index.js";
import type { OpenLaplaceThreads, Posterior } from "../posterior/index.js";
import type { NetworkFit } from "../workflows/ecological/networks/index.js";
import { ModelError } from "./library.js";

export interface ExportOptions {
  /** By default what the ending says: .csv is cmdstan, .json arviz, .parquet parquet, .mlmfit mlm. */
  readonly format?: FitFormat;
  /** arviz: the log likelihood of every row under every draw too; false by default. */
  readonly log_likelihood?: boolean;
}

const refuse = (message: string, expected: string): ModelError =>
  new ModelError([{ code: "bad-argument", severity: "error", message, expected }]);

/** The files that `save(fit, file)` would write; several for cmdstan. */
export async function exportFit(
  posterior: Posterior,
  file: string,
  options: ExportOptions = {},
): Promise<readonly OutputFile[]> {
  const { format = fitFormatOf(file), log_likelihood = false } = options;
  if (format === undefined)
    throw refuse(
      `the name \`${file}\` does not say a format`,
      "a name that ends in .csv, .json, .parquet or .mlmfit, or a format",
    );
  if (log_likelihood && format !== "arviz")
    throw refuse("only ArviZ's format has a place for log likelihoods", "format arviz");
  const files = await fitFiles(posterior, file, { format, logLikelihood: log_likelihood });
  if (files === undefined)
    throw refuse("the fit has more numbers than one text can hold", "format parquet");
  return files;
}

export interface LoadOptions {
  /** Names the bytes in messages. */
  readonly file?: string;
  /** A nested Laplace fit is made anew from its model: a signal and threads, as for `fit`. */
  readonly signal?: AbortSignal;
  readonly threads?: OpenLaplaceThreads;
}

/** The fit in the bytes of a .mlmfit file; rejects with a `ModelError` for any other bytes. */
export async function loadFit(
  bytes: Uint8Array,
  { file = "the file", signal, threads }: LoadOptions = {},
): Promise<Posterior> {
  const sink = collectDiagnostics();
  const now = (): number => performance.now() / 1000;
  const fit = await readSavedFit(bytes, { file }, { now, signal, openThreads: threads }, sink);
  if (fit === undefined) throw new ModelError(sink.diagnostics);
  if (fit.kind === "network") throw refuse(`\`${file}\` holds a trained network`, "loadNetwork");
  return fit;
}

/** The bytes of a .mlmnet file. */
export function exportNetwork(fit: NetworkFit): Uint8Array {
  return writeSavedNetwork(fit);
}

/** The trained network in the bytes of a .mlmnet file; rejects with a `ModelError` for any other bytes. */
export async function loadNetwork(bytes: Uint8Array, file = "the file"): Promise<NetworkFit> {
  const sink = collectDiagnostics();
  const now = (): number => performance.now() / 1000;
  const fit = await readSavedFit(bytes, { file }, { now }, sink);
  if (fit === undefined) throw new ModelError(sink.diagnostics);
  if (fit.kind === "fit") throw refuse(`\`${file}\` holds a fit`, "loadFit");
  return fit;
}
