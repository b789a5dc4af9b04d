/** The session room: runs the statements of a program over an environment, with a host for IO. */
export type { EventListener, FitsProgress, SessionEvent } from "./events.js";
export type {
  FileContents,
  FileProblem,
  FileProblemReason,
  QueryProblem,
  RunQuery,
  Host,
} from "./host.js";
export type { RunOptions, RunOutcome } from "./run-file.js";
export { openSession } from "./open-session.js";
export type { Session, SessionOptions } from "./open-session.js";
export { runFile } from "./run-file.js";
export { verbs } from "./verbs/index.js";
export { nameOfKind } from "./session-value.js";
export type { Verb } from "./verb.js";
export type { Parameter, ParameterKind } from "./parameter-kinds.js";
export { expectationOf } from "./parameter-kinds.js";
