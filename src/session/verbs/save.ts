/** `save(value, "file.csv")`: a value in a file, whole or not at all. */
import type { Value } from "../../report/index.js";
import { nameOfKind } from "../session-value.js";
import { defineVerb } from "../verb.js";
import type { Verb, VerbCall } from "../verb.js";
import { reportFileProblem } from "./read.js";

type Format = "csv" | "json" | "txt";

function formatOf(file: string, call: VerbCall): Format | undefined {
  const ending = /\.(csv|json|txt)$/iu.exec(file)?.[1]?.toLowerCase();
  if (ending === undefined)
    call.sink.report({
      code: "file-format-unknown",
      severity: "error",
      message: "the name of the file does not say a format that can be written",
      span: call.spanOf("file"),
      expected: "a name that ends in .csv, .json or .txt",
    });
  return ending as Format | undefined;
}

async function contentsAs(format: Format, value: Value): Promise<string | undefined> {
  const report = await import("../../report/index.js");
  if (format === "json") return report.jsonText(report.valueToJson(value, new Map()));
  if (format === "txt") return `${report.renderValue(value)}\n`;
  if (value.kind === "table") return report.tableToCsv(value);
  if (value.kind === "estimates") return report.tableToCsv(value.table);
  return value.kind === "data" ? report.frameToCsv(value) : undefined;
}

function reportNoRows(value: Value, call: VerbCall): void {
  call.sink.report({
    code: "bad-argument",
    severity: "error",
    message: `${nameOfKind(value.kind)} has no rows to save as .csv`,
    span: call.spanOf("value"),
    expected: "data, a table or estimates",
    help:
      value.kind === "fit" ? "save summary(...) of the fit, or the fit as .json" : "save as .json",
  });
}

export const save: Verb = defineVerb({
  name: "save",
  summary:
    "Writes a table, estimates or data as .csv, any value as .json or .txt; text that a spreadsheet would run gets an apostrophe.",
  returns: "text",
  deferred: true,
  parameters: {
    value: { kind: "value", required: true, help: "what to save" },
    file: { kind: "text", required: true, help: "the file, relative to the model's folder" },
  },
  async run({ value, file }, call) {
    const format = formatOf(file, call);
    if (format === undefined) return undefined;
    const contents = await contentsAs(format, value);
    if (contents === undefined) {
      reportNoRows(value, call);
      return undefined;
    }
    const outcome = await call.host.writeFile(file, contents);
    if (outcome.kind === "written") return { kind: "text", value: `saved ${file}` };
    reportFileProblem(outcome, call, "file");
    return undefined;
  },
  async check({ file }, call) {
    if (file === undefined || formatOf(file, call) === undefined) return;
    const problem = await call.host.checkWritable(file);
    if (problem !== undefined) reportFileProblem(problem, call, "file");
  },
});
