/** A session of statements that come one after the other: what the prompt keeps between its lines. */
import { collectDiagnostics } from "../diagnostics/index.js";
import type { DiagnosticCollector } from "../diagnostics/index.js";
import type { CallExpression, ModelFile, Name, SourceText, Statement } from "../language/ast.js";
import { checkModelFile, parseFormulaText, parseModelFile } from "../language/index.js";
import type { CompiledModel } from "../compiler/compiled-model.js";
import type { ModelSpec } from "../model/model-spec.js";
import type { ModelOptions } from "../model/index.js";
import type { NamedValue } from "../report/index.js";
import { areTrusted } from "./are-trusted.js";
import { compileOnce } from "./compile-once.js";
import { evaluateStatement } from "./evaluate-statement.js";
import type { EventListener } from "./events.js";
import { namesInFormula } from "../language/named-sources.js";
import { formulaSources } from "./formula-sources.js";
import type { Host } from "./host.js";
import { openJournal, type Journal, type KeptStatement } from "./journal.js";
import { keepFormula, keepStatement } from "./keep-statement.js";
import { failed, isReal } from "./session-value.js";
import type { SessionValue } from "./session-value.js";
import { verbSignatures } from "./verbs/index.js";

export interface SessionOptions {
  readonly onEvent: EventListener;
  /** A signal for the fit about to start. */
  readonly openSignal: () => AbortSignal;
}

export interface Session {
  /** Every name with its value, in the order of their first declaration. */
  values(): readonly NamedValue[];
  /** Runs statements in order, reporting by events; false when one had errors, which stops the rest. */
  run(source: SourceText): Promise<boolean>;
  /** A formula on data of the session as a model called `options.name`; undefined after a report. */
  declare(source: SourceText, data: string, options: ModelOptions): Promise<ModelSpec | undefined>;
  /** False once a fit, named or not, was one whose result is not to be trusted. */
  trusted(): boolean;
  /** What worked so far as a model file that runs. */
  program(): string;
}

interface SessionState {
  readonly host: Host;
  readonly options: SessionOptions;
  readonly environment: Map<string, SessionValue>;
  /** Texts that spans point into, by name. */
  readonly sources: Map<string, string>;
  readonly compile: (spec: ModelSpec) => Promise<CompiledModel>;
  readonly journal: Journal;
  /** Of all data so far: names that would mean something else among columns. */
  readonly columns: Set<string>;
  unnamed: number;
  trusted: boolean;
}

/** Reports as events, at once. */
function openSink({ options, sources }: SessionState): DiagnosticCollector {
  const collector = collectDiagnostics();
  return {
    ...collector,
    get diagnostics() {
      return collector.diagnostics;
    },
    report(diagnostic) {
      collector.report(diagnostic);
      options.onEvent({ kind: "diagnostic", diagnostic, sources });
    },
  };
}

function show(
  { options }: SessionState,
  file: ModelFile,
  statement: Statement,
  result: NamedValue,
): void {
  const { start, end } = statement.span;
  const text = file.source.text.slice(start, end);
  if (statement.kind === "expression") options.onEvent({ kind: "shown", result, text });
  else if (statement.kind !== "assignment") options.onEvent({ kind: "declared", result });
}

/** The only place where a name gets its value. */
function giveName(state: SessionState, { name, value }: NamedValue, kept: KeptStatement): void {
  const { environment, journal, options, columns } = state;
  const before = environment.get(name);
  const dependants = before === undefined ? [] : journal.dependantsOf(name);
  environment.set(name, value);
  if (value.kind === "data") for (const column of value.columns) columns.add(column.name);
  journal.keep(kept);
  if (before !== undefined && isReal(before))
    options.onEvent({ kind: "replaced", name, before, dependants });
}

async function runStatement(
  state: SessionState,
  file: ModelFile,
  statement: Statement,
  sink: DiagnosticCollector,
): Promise<boolean> {
  const { environment, host, options } = state;
  const uses: Name[] = [];
  const resultName =
    statement.kind !== "expression" ? statement.name.text : String(++state.unnamed);
  const value = await evaluateStatement(statement, {
    mode: "run",
    environment,
    sink,
    host,
    emit: options.onEvent,
    done: new WeakMap<CallExpression, SessionValue>(),
    resultName,
    onUse: (name) => void uses.push(name),
    compile: (spec) => state.compile(spec),
    openSignal: options.openSignal,
  });
  if (!isReal(value)) return false;
  const result = { name: resultName, value };
  const kept = keepStatement(file, statement, uses);
  if (statement.kind === "expression") state.journal.keep(kept);
  else giveName(state, result, kept);
  state.trusted &&= await areTrusted([value]);
  show(state, file, statement, result);
  return true;
}

async function run(state: SessionState, source: SourceText): Promise<boolean> {
  state.sources.set(source.file, source.text);
  const sink = openSink(state);
  const file = parseModelFile(source, sink);
  if (sink.hasErrors()) return false;
  checkModelFile(file, verbSignatures, sink, state.environment.keys());
  if (sink.hasErrors()) return false;
  for (const statement of file.statements)
    if (!(await runStatement(state, file, statement, sink))) return false;
  return true;
}

async function declare(
  state: SessionState,
  source: SourceText,
  data: string,
  options: ModelOptions,
): Promise<ModelSpec | undefined> {
  state.sources.set(source.file, source.text);
  const sink = openSink(state);
  const frame = state.environment.get(data) ?? failed;
  const formula = parseFormulaText(source, sink);
  if (formula === undefined || frame.kind !== "data") return undefined;
  const { resolveFormula } = await import("../model/index.js");
  const spec = resolveFormula(formula, frame, options, sink, formulaSources(state.environment));
  if (spec === undefined) return undefined;
  const uses = namesInFormula(formula, frame, state.environment);
  giveName(state, { name: spec.name, value: spec }, keepFormula(source, data, spec, uses));
  state.options.onEvent({ kind: "declared", result: { name: spec.name, value: spec } });
  return spec;
}

export function openSession(host: Host, options: SessionOptions): Session {
  const state: SessionState = {
    host,
    options,
    environment: new Map(),
    sources: new Map(),
    compile: compileOnce(() => host.now()),
    journal: openJournal(),
    columns: new Set(),
    unnamed: 0,
    trusted: true,
  };
  return {
    values: () =>
      [...state.environment].flatMap(([name, value]) => (isReal(value) ? [{ name, value }] : [])),
    run: (source) => run(state, source),
    declare: (source, data, given) => declare(state, source, data, given),
    trusted: () => state.trusted,
    program: () => state.journal.program(state.columns),
  };
}
