/** `read("file.csv")`: a table from a file below the model's folder. */
import { dataEndings, dataFormatOf, readData } from "../../data/index.js";
import type { FileProblem, FileProblemReason } from "../host.js";
import type { DiagnosticCode } from "../../diagnostics/index.js";
import { defineVerb } from "../verb.js";
import type { Verb, VerbCall } from "../verb.js";

const codes: Readonly<Record<FileProblemReason, DiagnosticCode>> = {
  absent: "file-not-readable",
  outside: "file-outside-folder",
  "not-a-file": "file-not-readable",
  "too-large": "file-damaged",
  damaged: "file-damaged",
  unwritable: "file-not-written",
  unreadable: "file-not-readable",
};

/** A problem of the host as a diagnostic at the argument that named the file. */
export function reportFileProblem(problem: FileProblem, call: VerbCall, parameter: string): void {
  call.sink.report({
    code: codes[problem.reason],
    severity: "error",
    message: problem.message,
    span: call.spanOf(parameter),
    ...(problem.help !== undefined && { help: problem.help }),
  });
}

const isAddress = /^[a-z]+:\/\//iu;
const later = /\.(xlsx?|dta|sav|rds)(\.gz)?$/iu;

function checkFormat(file: string, call: VerbCall): boolean {
  if (!isAddress.test(file) && dataFormatOf(file) !== undefined) return true;
  const absent = isAddress.test(file) ? "from an address" : later.exec(file)?.[1];
  call.sink.report({
    code: absent === undefined ? "file-format-unknown" : "not-in-this-version",
    severity: "error",
    message:
      absent === undefined
        ? "the name of the file does not say its format"
        : `reading ${absent} is not in this version`,
    span: call.spanOf("file"),
    expected: `a name that ends in ${dataEndings.join(", ")}, or one of these with .gz`,
  });
  return false;
}

export const read: Verb = defineVerb({
  name: "read",
  summary: "Reads a table from a file: csv, tsv, json, ndjson or parquet, also compressed as .gz.",
  returns: "data",
  parameters: {
    file: { kind: "text", required: true, help: "the file, relative to the model's folder" },
  },
  async run({ file }, call) {
    if (!checkFormat(file, call)) return undefined;
    const contents = await call.host.readFile(file);
    if (contents.kind === "problem") {
      reportFileProblem(contents, call, "file");
      return undefined;
    }
    return readData(
      contents.bytes,
      { file, name: call.resultName, clauses: call.clauses, span: call.spanOf("file") },
      call.sink,
    );
  },
});
