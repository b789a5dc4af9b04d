/** The format of a file to write: what its name's ending says, or the argument where that leaves a choice. */
import type { VerbCall } from "./verb.js";

export const saveFormats = [
  "csv",
  "json",
  "txt",
  "cmdstan",
  "arviz",
  "parquet",
  "mlm",
  "network",
  "svg",
  "png",
  "html",
] as const;

export type SaveFormat = (typeof saveFormats)[number];

/** Formats that only charts have. */
export type PictureFormat = "svg" | "png" | "html";

export function isPicture(format: SaveFormat): format is PictureFormat {
  return format === "svg" || format === "png" || format === "html";
}

/** Formats by the ending of the name, the usual one first. */
const byEnding: Readonly<Record<string, readonly SaveFormat[]>> = {
  csv: ["csv", "cmdstan"],
  json: ["json", "arviz"],
  txt: ["txt"],
  parquet: ["parquet"],
  mlmfit: ["mlm"],
  mlmnet: ["network"],
  svg: ["svg"],
  png: ["png"],
  html: ["html"],
};

const endings = Object.keys(byEnding).map((ending) => `.${ending}`);

function reportEnding(file: string, asked: string | undefined, call: VerbCall): void {
  const suited = Object.entries(byEnding)
    .filter(([, formats]) => formats.some((format) => format === asked))
    .map(([ending]) => `.${ending}`);
  call.sink.report({
    code: "file-format-unknown",
    severity: "error",
    message:
      asked === undefined
        ? "the name of the file does not say a format that can be written"
        : `a file in the format ${asked} has another ending than \`${file}\``,
    span: call.spanOf("file"),
    expected: `a name that ends in ${(asked === undefined ? endings : suited).join(", ")}`,
  });
}

/** Undefined after reporting an ending that is unknown, or not that of the format that was asked for. */
export function chooseSaveFormat(
  file: string,
  asked: string | undefined,
  logLikelihood: boolean,
  call: VerbCall,
): SaveFormat | undefined {
  const ending = /\.([a-z]+)$/iu.exec(file)?.[1]?.toLowerCase() ?? "";
  const formats = byEnding[ending] ?? [];
  const format = asked === undefined ? formats[0] : formats.find((known) => known === asked);
  if (format === undefined) {
    reportEnding(file, asked, call);
    return undefined;
  }
  if (!logLikelihood || format === "arviz") return format;
  call.sink.report({
    code: "bad-argument",
    severity: "error",
    message: "only ArviZ's format has a place for log likelihoods",
    span: call.spanOf("log_likelihood"),
    help: "leave it out, or save as .json with format = arviz",
  });
  return undefined;
}
