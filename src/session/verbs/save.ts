/** `save(value, "file")`: a value in a file, whole or not at all; a fit in formats that others read, or our own. */
import type { FitFormat, OutputFile } from "../../outputs/index.js";
import type { Posterior } from "../../posterior/posterior.js";
import type { Value } from "../../report/index.js";
import { chartContents } from "../save-chart.js";
import { fitContents } from "../save-fit.js";
import { chooseSaveFormat, isPicture, saveFormats, type SaveFormat } from "../save-format.js";
import { nameOfKind } from "../session-value.js";
import { defineVerb } from "../verb.js";
import type { Verb, VerbCall } from "../verb.js";
import { reportFileProblem } from "./read.js";

async function contentsAs(format: SaveFormat, value: Value): Promise<string | undefined> {
  const report = await import("../../report/index.js");
  if (format === "json") return report.jsonText(report.valueToJson(value, new Map()));
  if (format === "txt") return `${report.renderValue(value)}\n`;
  if (format !== "csv") return undefined;
  if (value.kind === "table") return report.tableToCsv(value);
  if (value.kind === "estimates") return report.tableToCsv(value.table);
  return value.kind === "data" ? report.frameToCsv(value) : undefined;
}

function reportUnsuited(value: Value, format: SaveFormat, call: VerbCall): void {
  const ofRows = format === "csv";
  const picture = isPicture(format);
  call.sink.report({
    code: "bad-argument",
    severity: "error",
    message: `${nameOfKind(value.kind)} ${ofRows ? "has no rows to save as .csv" : `cannot be saved as ${format}`}`,
    span: call.spanOf("value"),
    expected: ofRows
      ? "data, a table, estimates or a fit"
      : picture
        ? "a chart"
        : format === "network"
          ? "a trained network"
          : "a fit",
    help: picture ? 'save(plot(...), "file.svg")' : "save as .json",
  });
}

/** ArviZ's observed data lie along the rows of the predictors, which people without a response do not fill. */
function reportArvizOfTotals(call: VerbCall): void {
  call.sink.report({
    code: "bad-argument",
    severity: "error",
    message: "a fit of totals has no response in every row, which ArviZ's files are laid out by",
    span: call.spanOf("value"),
    expected: "parquet, cmdstan or mlm",
  });
}

async function filesOfFit(
  fit: Posterior,
  file: string,
  format: FitFormat,
  logLikelihood: boolean,
  call: VerbCall,
): Promise<readonly OutputFile[] | undefined> {
  if (!fit.model.spec.totals || format !== "arviz")
    return fitContents(fit, file, format, logLikelihood, call);
  reportArvizOfTotals(call);
  return undefined;
}

async function filesOf(
  value: Value,
  file: string,
  format: SaveFormat,
  logLikelihood: boolean,
  call: VerbCall,
): Promise<readonly OutputFile[] | undefined> {
  if (value.kind === "chart") {
    const contents = await chartContents(value, format, call);
    return contents === undefined ? undefined : [{ name: file, contents }];
  }
  if (value.kind === "network" && format === "network") {
    const { writeSavedNetwork } = await import("../../outputs/index.js");
    return [{ name: file, contents: writeSavedNetwork(value) }];
  }
  if (format === "network" || isPicture(format)) {
    reportUnsuited(value, format, call);
    return undefined;
  }
  if (value.kind === "fit" && format !== "json" && format !== "txt")
    return filesOfFit(value, file, format === "csv" ? "cmdstan" : format, logLikelihood, call);
  const contents = await contentsAs(format, value);
  if (contents !== undefined) return [{ name: file, contents }];
  reportUnsuited(value, format, call);
  return undefined;
}

async function writeAll(files: readonly OutputFile[], call: VerbCall): Promise<Value | undefined> {
  for (const { name, contents } of files) {
    const outcome = await call.host.writeFile(name, contents);
    if (outcome.kind === "written") continue;
    reportFileProblem(outcome, call, "file");
    return undefined;
  }
  return { kind: "text", value: `saved ${files.map(({ name }) => name).join(", ")}` };
}

export const save: Verb = defineVerb({
  name: "save",
  summary:
    "Writes a table, estimates or data as .csv, any value as .json or .txt, a chart as .svg, .png, .html or (Vega-Lite) .json; a fit also for CmdStan's readers (.csv), ArviZ, Parquet, and for load (.mlmfit); a trained network for load (.mlmnet). Text that a spreadsheet would run gets an apostrophe.",
  returns: "text",
  totals: true,
  deferred: true,
  parameters: {
    value: { kind: "value", required: true, help: "what to save" },
    file: { kind: "text", required: true, help: "the file, relative to the model's folder" },
    format: {
      kind: "word",
      choices: saveFormats,
      help: "what the name's ending leaves open: a fit as .json is our own report, or ArviZ's with format = arviz",
    },
    log_likelihood: {
      kind: "boolean",
      default: "false",
      help: "arviz: the log likelihood of every row under every draw too, computed now",
    },
  },
  async run({ value, file, format: asked, log_likelihood = false }, call) {
    const format = chooseSaveFormat(file, asked, log_likelihood, call);
    if (format === undefined) return undefined;
    const files = await filesOf(value, file, format, log_likelihood, call);
    return files && writeAll(files, call);
  },
  async check({ value, file, format: asked, log_likelihood = false }, call) {
    if (file === undefined) return;
    const format = chooseSaveFormat(file, asked, log_likelihood, call);
    if (format === undefined) return;
    if (value !== undefined && value.kind !== "chart" && isPicture(format))
      reportUnsuited(value, format, call);
    const problem = await call.host.checkWritable(file);
    if (problem !== undefined) reportFileProblem(problem, call, "file");
  },
});
