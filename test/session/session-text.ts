/** A session over files in memory, with what it reported. */
import type { Value } from "../../src/report/index.js";
import { openSession, runFile } from "../../src/session/index.js";
import type { Session, SessionEvent } from "../../src/session/index.js";
import { memoryHost, type MemoryHost } from "./memory-host.js";

export interface TextSession {
  readonly session: Session;
  readonly host: MemoryHost;
  readonly events: readonly SessionEvent[];
  /** Runs a text as one input; texts are numbered as their sources. */
  readonly run: (text: string) => Promise<boolean>;
  readonly value: (name: string) => Value | undefined;
  /** `code @ text under the span`, of errors. */
  readonly errors: () => readonly string[];
  /** The values of the saved program, run as a file of its own, by name; throws when it has errors. */
  readonly rerun: () => Promise<ReadonlyMap<string, Value>>;
}

export function openTextSession(
  files: Readonly<Record<string, string>> = {},
  host: MemoryHost = memoryHost(files),
): TextSession {
  const events: SessionEvent[] = [];
  const session = openSession(host, {
    onEvent: (event) => events.push(event),
    openSignal: () => new AbortController().signal,
  });
  let inputs = 0;
  return {
    session,
    host,
    events,
    run: (text) => session.run({ file: `input ${++inputs}`, text }),
    value: (name) => session.values().find((one) => one.name === name)?.value,
    errors: () =>
      events.flatMap((event) => {
        if (event.kind !== "diagnostic" || event.diagnostic.severity !== "error") return [];
        const { code, span } = event.diagnostic;
        const text = span && event.sources.get(span.file)?.slice(span.start, span.end);
        return [`${code} @ ${text ?? "nowhere"}`];
      }),
    rerun: async () => {
      const text = session.program();
      const { results, diagnostics, hasErrors } = await runFile({ file: "saved.mlm", text }, host);
      if (hasErrors) throw new Error(`${JSON.stringify(diagnostics)} in\n${text}`);
      return new Map(results.map(({ name, value }) => [name, value]));
    },
  };
}
