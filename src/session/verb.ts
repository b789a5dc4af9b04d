/** What a verb is: a row of the table from which calls, checks, help and the catalogue come. */
import type { DiagnosticSink, Span } from "../diagnostics/index.js";
import type { DataFrame } from "../data/index.js";
import type { CallExpression, ColumnClause, Expression } from "../language/ast.js";
import type { CompiledModel } from "../compiler/compiled-model.js";
import type { NetworkModel } from "../model/index.js";
import type { ModelSpec } from "../model/model-spec.js";
import type { Value, ValueKind } from "../report/index.js";
import type { EventListener } from "./events.js";
import type { Host } from "./host.js";
import type { BoundArguments, Parameter } from "./parameter-kinds.js";

export type ParameterTable = Readonly<Record<string, Parameter>>;

/** What a verb may use besides its arguments. */
export interface VerbCall {
  readonly expression: CallExpression;
  /** The name that the statement gives to the value. */
  readonly resultName: string;
  /** Types of columns that a declaration of data gives to the outermost call of its source. */
  readonly clauses: readonly ColumnClause[];
  readonly sink: DiagnosticSink;
  readonly host: Host;
  readonly emit: EventListener;
  /** The span of an argument as written; of the whole call when it was not given. */
  spanOf(parameter: string): Span;
  /** The model of a fit argument, also while the fit itself is pending. */
  specOf(parameter: string): ModelSpec | undefined;
  /** The models of all fits of an argument, in order. */
  specsOf(parameter: string): readonly ModelSpec[];
  /** The network of an argument, also while it is not trained. */
  networkOf(parameter: string): NetworkModel | undefined;
  /** Data that names of the session stand for, under these names. */
  dataAbove(): readonly DataFrame[];
  /** Names of the session that stand for numbers or texts become literals, columns stay. */
  fillIn(expression: Expression, columns: ReadonlySet<string>): Expression;
  compile(spec: ModelSpec): Promise<CompiledModel>;
  /** Aborted when the user stops what is running. */
  openSignal(): AbortSignal;
}

export interface Verb {
  readonly name: string;
  readonly summary: string;
  readonly parameters: ParameterTable;
  readonly returns: ValueKind;
  /** Where that depends on the call: what it gives while a program is only checked. */
  readonly returnsFor?: (expression: CallExpression) => ValueKind;
  /** True for what takes long or leaves a trace: not done while a program is only checked. */
  readonly deferred: boolean;
  /** It can be asked of models whose response is known only as totals of units. */
  readonly totals: boolean;
  readonly run: (
    arguments_: Readonly<Record<string, unknown>>,
    call: VerbCall,
  ) => Promise<Value | undefined>;
  /** Reports what is wrong with a call whose fits have not run; pending arguments are absent. */
  readonly check?: (arguments_: Readonly<Record<string, unknown>>, call: VerbCall) => Promise<void>;
}

interface VerbDefinition<Parameters extends ParameterTable> {
  readonly name: string;
  readonly summary: string;
  readonly parameters: Parameters;
  readonly returns: ValueKind;
  readonly returnsFor?: (expression: CallExpression) => ValueKind;
  readonly deferred?: true;
  readonly totals?: true;
  /** A verb that cannot go on reports and answers undefined. */
  readonly run: (
    arguments_: BoundArguments<Parameters>,
    call: VerbCall,
  ) => Promise<Value | undefined>;
  readonly check?: (
    arguments_: Partial<BoundArguments<Parameters>>,
    call: VerbCall,
  ) => Promise<void>;
}

/** Ties the types of a verb's function to its parameters; binding has proved them before the call. */
export function defineVerb<const Parameters extends ParameterTable>(
  definition: VerbDefinition<Parameters>,
): Verb {
  const { check, returnsFor } = definition;
  return {
    name: definition.name,
    summary: definition.summary,
    parameters: definition.parameters,
    returns: definition.returns,
    deferred: definition.deferred ?? false,
    totals: definition.totals ?? false,
    run: (values, call) => definition.run(values as BoundArguments<Parameters>, call),
    ...(returnsFor && { returnsFor }),
    ...(check && {
      check: (values, call) => check(values as Partial<BoundArguments<Parameters>>, call),
    }),
  };
}
