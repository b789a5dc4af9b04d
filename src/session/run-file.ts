/** Runs the statements of a model file in order; every mistake of the file is reported in one run. */
import { collectDiagnostics } from "../diagnostics/index.js";
import type { Diagnostic, DiagnosticSink } from "../diagnostics/index.js";
import type { CallExpression, ModelFile, SourceText, Statement } from "../language/ast.js";
import { checkModelFile, parseModelFile } from "../language/index.js";
import type { CompiledModel } from "../compiler/compiled-model.js";
import type { ModelSpec } from "../model/model-spec.js";
import type { NamedValue } from "../report/index.js";
import { areTrusted } from "./are-trusted.js";
import { compileOnce } from "./compile-once.js";
import { evaluateStatement } from "./evaluate-statement.js";
import type { EventListener } from "./events.js";
import type { Host } from "./host.js";
import { failed, isReal } from "./session-value.js";
import type { SessionValue } from "./session-value.js";
import { setNames } from "./set-names.js";
import { verbSignatures } from "./verbs/index.js";

export interface RunOptions {
  /** Values for names of the program, as `--set` gives them. */
  readonly set?: Readonly<Record<string, string>>;
  /** True reads data and resolves models, but fits and writes nothing. */
  readonly checkOnly?: boolean;
  readonly onEvent?: EventListener;
  /** A signal for the fit about to start. */
  readonly openSignal?: () => AbortSignal;
}

export interface RunOutcome {
  readonly file: string;
  /** Named and numbered results in the order of the program. */
  readonly results: readonly NamedValue[];
  readonly diagnostics: readonly Diagnostic[];
  /** Texts that the diagnostics' spans point into. */
  readonly sources: ReadonlyMap<string, string>;
  /** The program's name `seed`, or else the seed of its first fit. */
  readonly seed: number | undefined;
  /** Of the program; a fit that was stopped before it had drawn anything is none. */
  readonly hasErrors: boolean;
  /** False when a fit's diagnostics say that its result is not to be trusted, or it was stopped. */
  readonly trusted: boolean;
  /** Settings that the program has no use for; nothing was run when there are any. */
  readonly unusedSettings: readonly string[];
}

/** The state of one run. */
interface Run {
  readonly file: ModelFile;
  readonly host: Host;
  readonly options: RunOptions;
  readonly emit: EventListener;
  readonly sink: DiagnosticSink;
  readonly environment: Map<string, SessionValue>;
  readonly done: WeakMap<CallExpression, SessionValue>;
  readonly values: SessionValue[];
  compile(spec: ModelSpec): Promise<CompiledModel>;
}

/** Reports each place and code once, although the checks and the run both look there. */
function reportOnce(
  sink: DiagnosticSink,
  emit: EventListener,
  sources: ReadonlyMap<string, string>,
): DiagnosticSink {
  const seen = new Set<string>();
  return {
    report(diagnostic) {
      const { code, span, location, message } = diagnostic;
      const place = span ?? location;
      const detail = span === undefined || diagnostic.severity !== "error" ? message : "";
      const key = JSON.stringify([code, place, detail]);
      if (seen.has(key)) return;
      seen.add(key);
      sink.report(diagnostic);
      emit({ kind: "diagnostic", diagnostic, sources });
    },
  };
}

const resultNames = (statements: readonly Statement[]): readonly string[] => {
  let unnamed = 0;
  return statements.map((statement) => {
    if (statement.kind !== "expression") return statement.name.text;
    return statement.value.kind === "name" ? statement.value.text : String(++unnamed);
  });
};

async function runStatement(
  run: Run,
  position: number,
  name: string,
  mode: "check" | "run",
): Promise<SessionValue> {
  const statement = run.file.statements[position];
  if (statement === undefined) return failed;
  const value = await evaluateStatement(statement, {
    mode,
    environment: run.environment,
    sink: run.sink,
    host: run.host,
    emit: run.emit,
    done: run.done,
    resultName: name,
    compile: (spec) => run.compile(spec),
    openSignal: run.options.openSignal ?? (() => new AbortController().signal),
  });
  run.values[position] = value;
  if (statement.kind !== "expression") run.environment.set(name, value);
  return value;
}

function show(run: Run, statement: Statement, result: NamedValue): void {
  const { start, end } = statement.span;
  const text = run.file.source.text.slice(start, end);
  if (statement.kind === "expression") run.emit({ kind: "shown", result, text });
  else if (statement.kind !== "assignment") run.emit({ kind: "declared", result });
}

/** Everything that can be said before the first fit. */
async function checkStatements(run: Run, names: readonly string[]): Promise<void> {
  checkModelFile(run.file, verbSignatures, run.sink);
  for (const [position, name] of names.entries()) await runStatement(run, position, name, "check");
}

/** In the order of the program, although several stages looked at it. */
function reportInOrder(diagnostics: readonly Diagnostic[], sink: DiagnosticSink): void {
  const placeOf = ({ span }: Diagnostic): number => span?.start ?? Infinity;
  const compare = (left: Diagnostic, right: Diagnostic): number =>
    placeOf(left) - placeOf(right) || 0;
  for (const diagnostic of diagnostics.toSorted(compare)) sink.report(diagnostic);
}

/** What the check left open, in order; what it already knows is only shown. */
async function runPending(run: Run, names: readonly string[], fitting: boolean): Promise<void> {
  for (const [position, statement] of run.file.statements.entries()) {
    const name = names[position] ?? "";
    let value = run.values[position] ?? failed;
    if (value.kind === "pending" && fitting) value = await runStatement(run, position, name, "run");
    if (isReal(value)) show(run, statement, { name, value });
  }
}

function reportNothingFitted(run: Run): void {
  const waiting = run.values.filter(({ kind }) => kind === "pending").length;
  if (waiting === 0) return;
  run.sink.report({
    code: "nothing-fitted",
    severity: "note",
    message: `${waiting} statement${waiting === 1 ? " was" : "s were"} not run: nothing is fitted or saved while the program has errors`,
  });
}

/** Parse, check, run: the stages of a program, each reporting all it can find. */
export async function runFile(
  source: SourceText,
  host: Host,
  options: RunOptions = {},
): Promise<RunOutcome> {
  const collector = collectDiagnostics();
  const emit = options.onEvent ?? (() => undefined);
  const sources = new Map([[source.file, source.text]]);
  const sink = reportOnce(collector, emit, sources);
  const found = collectDiagnostics();
  const parsed = parseModelFile(source, found);
  const { file, texts, problems } = setNames(parsed, options.set ?? {});
  for (const [name, text] of texts) sources.set(name, text);
  const run: Run = {
    file,
    host,
    options,
    emit,
    sink,
    environment: new Map((file.unreadable ?? []).map(({ text }) => [text, failed])),
    done: new WeakMap(),
    values: [],
    compile: compileOnce(() => host.now()),
  };
  const names = resultNames(file.statements);
  if (problems.length === 0) {
    await checkStatements({ ...run, sink: found }, names);
    reportInOrder(found.diagnostics, sink);
    const fitting = !collector.hasErrors();
    if (options.checkOnly !== true) await runPending(run, names, fitting);
    if (options.checkOnly !== true && !fitting) reportNothingFitted(run);
  }
  const results = collectResults(run, names);
  return {
    file: source.file,
    results,
    diagnostics: collector.diagnostics,
    sources,
    seed: findSeed(results),
    hasErrors: collector.diagnostics.some(isMistake),
    trusted:
      (await areTrusted(results.map(({ value }) => value))) && !collector.diagnostics.some(isStop),
    unusedSettings: problems,
  };
}

function collectResults(run: Run, names: readonly string[]): readonly NamedValue[] {
  const byName = new Map<string, NamedValue>();
  for (const [position, name] of names.entries()) {
    const value = run.values[position];
    if (value !== undefined && isReal(value)) byName.set(name, { name, value });
  }
  return [...byName.values()];
}

function findSeed(results: readonly NamedValue[]): number | undefined {
  const named = results.find(({ name }) => name === "seed")?.value;
  if (named?.kind === "number") return named.value;
  for (const { value } of results)
    if (value.kind === "fit" || value.kind === "network") return value.settings.seed;
  return undefined;
}

/** The user stopped a fit that had drawn nothing yet. */
const isStop = ({ code }: Diagnostic): boolean => code === "nothing-drawn";

/** An error that is the program's and not the doing of Ctrl-C. */
const isMistake = (diagnostic: Diagnostic): boolean =>
  diagnostic.severity === "error" && !isStop(diagnostic);
