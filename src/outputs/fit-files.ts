/** A fit in one of the formats, as files that wait to be written. */
import type { Posterior } from "../posterior/index.js";
import { arvizEntries, arvizText } from "./arviz.js";
import { cmdstanFiles } from "./cmdstan.js";
import type { FitFormat } from "./fit-format.js";
import type { OutputFile } from "./output-file.js";
import { parquetBytes } from "./parquet.js";
import { writeSavedFit } from "./saved-fit/write-saved-fit.js";

export interface FitFilesOptions {
  readonly format: FitFormat;
  /** arviz: the log likelihood of every row under every draw too. */
  readonly logLikelihood?: boolean;
}

/** Numbers that one text can hold, at twenty characters each. */
const mostEntries = 25_000_000;

const chainEntries = ({ draws }: Posterior): number =>
  draws.drawsPerChain * draws.parameters.length;

/** Undefined where the text would be longer than a text can be. */
export async function fitFiles(
  posterior: Posterior,
  file: string,
  { format, logLikelihood = false }: FitFilesOptions,
): Promise<readonly OutputFile[] | undefined> {
  switch (format) {
    case "cmdstan":
      if (chainEntries(posterior) > mostEntries) return undefined;
      return cmdstanFiles(posterior, file);
    case "arviz":
      if (arvizEntries(posterior, logLikelihood) > mostEntries) return undefined;
      return [{ name: file, contents: arvizText(posterior, logLikelihood) }];
    case "parquet":
      return [{ name: file, contents: await parquetBytes(posterior) }];
    case "mlm":
      return [{ name: file, contents: writeSavedFit(posterior) }];
  }
}
