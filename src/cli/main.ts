#!/usr/bin/env node
/** The command line: arguments in, exit code out; each command is loaded when it is used. */
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { exitCodes } from "../terminal/exit-codes.js";
import { endQuietlyWhenNobodyReads } from "../terminal/streams.js";
import { readVersion } from "../node/version.js";
import { describeLive } from "./live/describe-live.js";

type Settings = Readonly<Record<string, string>>;

function addSetting(text: string, before: Settings): Settings {
  const split = text.indexOf("=");
  if (split < 1) throw new InvalidArgumentError("write it as name=value.");
  return { ...before, [text.slice(0, split).trim()]: text.slice(split + 1) };
}

const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value];

const setOption = (): Option =>
  new Option("--set <name=value>", "give a value to a name that the file uses; repeatable")
    .argParser(addSetting)
    .default({}, "none");

const allowOption = (): Option =>
  new Option("--allow <dir>", "a further folder that the file may read and write; repeatable")
    .argParser(collect)
    .default([], "none");

const formatOption = (): Option =>
  new Option(
    "--format <format>",
    "how results are written; html is one page that needs nothing else",
  )
    .choices(["text", "json", "html"])
    .default("text");

interface FileOptions {
  readonly format: "text" | "json" | "html";
  readonly set: Settings;
  readonly allow: readonly string[];
  readonly out?: string;
}

async function run(file: string, options: FileOptions): Promise<void> {
  const { runCommand } = await import("./run-command.js");
  process.exitCode = await runCommand(file, options);
}

async function check(file: string, options: FileOptions): Promise<void> {
  const { format } = options;
  if (format === "html") {
    process.stderr.write("mlm: mlm check writes text or json\n");
    process.exitCode = exitCodes.usage;
    return;
  }
  const { checkCommand } = await import("./check-command.js");
  process.exitCode = await checkCommand(file, { ...options, format });
}

async function compile(file: string, options: FileOptions & { emit: string }): Promise<void> {
  const { compileCommand } = await import("./compile-command.js");
  process.exitCode = await compileCommand(file, options);
}

async function format(files: readonly string[], options: { check?: boolean }): Promise<void> {
  const { formatCommand } = await import("./format-command.js");
  process.exitCode = await formatCommand(files, options.check ?? false);
}

async function makeNew(folder: string): Promise<void> {
  const { newCommand } = await import("./new-command.js");
  process.exitCode = await newCommand(folder);
}

async function repl(
  data: string | undefined,
  { allow }: { allow: readonly string[] },
): Promise<void> {
  const { startRepl } = await import("../repl/start-repl.js");
  process.exitCode = await startRepl({ data, allow, version: readVersion() });
}

const exitCodeHelp = `
Exit codes: 0 done; 1 the program has errors; 2 usage; 3 finished, but a fit's
diagnostics say that its result is not to be trusted, or it was stopped.`;

function describeCommands(): Command {
  const program = new Command("mlm")
    .description("Multilevel models, from a formula to an answer you can trust")
    .version(readVersion())
    .addHelpText("after", exitCodeHelp)
    .showSuggestionAfterError()
    .exitOverride();
  program
    .command("run")
    .description("run a file: progress on standard error, results on standard output")
    .argument("<file>", "a model file")
    .option("--out <dir>", "write saved files, report.txt and results.json there")
    .addOption(formatOption())
    .addOption(setOption())
    .addOption(allowOption())
    .action(run);
  program
    .command("check")
    .description("parse and check a file and its data; fits nothing")
    .argument("<file>", "a model file")
    .addOption(formatOption())
    .addOption(setOption())
    .addOption(allowOption())
    .action(check);
  program
    .command("compile")
    .description("print a stage of the compilation")
    .argument("<file>", "a model file")
    .addOption(
      new Option("--emit <stage>", "which stage")
        .choices(["tokens", "ast", "design", "spec", "graph", "plan"])
        .makeOptionMandatory(),
    )
    .addOption(setOption())
    .addOption(allowOption())
    .action(compile);
  program
    .command("fmt")
    .description("lay files out canonically")
    .argument("<files...>", "model files")
    .option("--check", "change nothing; exit 1 when a file is not in the canonical layout")
    .action(format);
  program
    .command("repl")
    .description("the prompt: a formula is fitted at once, every statement works")
    .argument("[data]", "a file to read at the start")
    .addOption(allowOption())
    .action(repl);
  program
    .command("new")
    .description("a folder with a program that runs, and its data")
    .argument("<name>", "the folder; its name is the program's")
    .action(makeNew);
  describeLive(program, [setOption(), allowOption()]);
  return program;
}

/** An error that no one foresaw: a defect of mlm, told in one line. */
function reportDefect(error: unknown): void {
  const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const [firstLine = ""] = what.split("\n");
  process.stderr.write(
    `mlm ${readVersion()} failed: ${firstLine}\nThis is a defect of mlm, not of your program; please report it with the file (MLM_TRACE=1 adds a trace).\n`,
  );
  if (process.env["MLM_TRACE"] !== undefined && error instanceof Error)
    process.stderr.write(`${error.stack ?? ""}\n`);
  process.exitCode = exitCodes.errors;
}

async function main(): Promise<void> {
  endQuietlyWhenNobodyReads();
  try {
    if (process.argv.length > 2) await describeCommands().parseAsync();
    else await repl(undefined, { allow: [] });
  } catch (error) {
    if (error instanceof CommanderError)
      process.exitCode = error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
    else reportDefect(error);
  }
}

await main();
