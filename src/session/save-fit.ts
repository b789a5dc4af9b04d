/** The files of a fit in the formats of other programs, or our own. */
import type { FitFormat, OutputFile } from "../outputs/index.js";
import type { Posterior } from "../posterior/posterior.js";
import type { VerbCall } from "./verb.js";

export async function fitContents(
  fit: Posterior,
  file: string,
  format: FitFormat,
  logLikelihood: boolean,
  call: VerbCall,
): Promise<readonly OutputFile[] | undefined> {
  const { fitFiles } = await import("../outputs/index.js");
  const files = await fitFiles(fit, file, { format, logLikelihood });
  if (files === undefined)
    call.sink.report({
      code: "bad-argument",
      severity: "error",
      message: "the fit has more numbers than one text can hold",
      span: call.spanOf("value"),
      help: "save as .parquet, or leave log_likelihood out",
    });
  return files;
}
