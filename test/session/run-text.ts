/** Runs a program given as text, and looks things up in its outcome. */
import type { Value } from "../../src/report/index.js";
import { runFile } from "../../src/session/index.js";
import type { RunOptions, RunOutcome, SessionEvent } from "../../src/session/index.js";
import { memoryHost } from "./memory-host.js";
import type { MemoryHost } from "./memory-host.js";

export interface TextRun {
  readonly outcome: RunOutcome;
  readonly events: readonly SessionEvent[];
  readonly host: MemoryHost;
  readonly value: (name: string) => Value | undefined;
  /** `code @ text under the span`, errors only. */
  readonly errors: readonly string[];
  readonly codes: readonly string[];
}

export async function runText(
  text: string,
  files: Readonly<Record<string, string>> = {},
  options: RunOptions = {},
): Promise<TextRun> {
  const host = memoryHost(files);
  const events: SessionEvent[] = [];
  const outcome = await runFile({ file: "test.mlm", text }, host, {
    onEvent: (event) => events.push(event),
    ...options,
  });
  const errors = outcome.diagnostics
    .filter(({ severity }) => severity === "error")
    .map(({ code, span }) => {
      const source = span && outcome.sources.get(span.file);
      return `${code} @ ${source?.slice(span?.start, span?.end) ?? "nowhere"}`;
    });
  return {
    outcome,
    events,
    host,
    errors,
    codes: outcome.diagnostics.map(({ code }) => code),
    value: (name) => outcome.results.find((result) => result.name === name)?.value,
  };
}
