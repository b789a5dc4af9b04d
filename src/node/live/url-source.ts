/** A feed at an address that the user named: polled with patience, and never believed to be well-behaved. */
import type { FeedSource, Look, LiveClock } from "./feed-source.js";
import type { BodyReader } from "./read-bodies.js";

export interface UrlOptions {
  readonly url: URL;
  readonly reader: BodyReader;
  readonly clock: LiveClock;
  /** Of one attempt, the body included. */
  readonly timeout: number;
  readonly largest: number;
  /** Milliseconds before each further attempt. */
  readonly delays: readonly number[];
  /** The look is the only one. */
  readonly final: boolean;
}

interface Fetched {
  readonly bytes: Uint8Array;
  readonly etag: string | undefined;
  /** Whether the server said where the body ends. */
  readonly whole: boolean;
}

/** An attempt that may go better the next time, or one that will not. */
interface Failed {
  readonly failed: string;
  readonly again: boolean;
}

type Attempt = Fetched | Failed | "unchanged";

/** Without what may be secret: names of users, queries. */
export function addressOf(url: URL): string {
  return `${url.origin}${url.pathname}`;
}

function describe(error: unknown, timeout: number): string {
  if (error instanceof Error && error.name === "TimeoutError")
    return `no whole answer within ${timeout / 1000} seconds`;
  const cause: unknown = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  if (code === "ECONNREFUSED") return "nobody answers there";
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return "there is no such host";
  if (code !== "") return `the connection broke (${code})`;
  return error instanceof Error ? error.message : String(error);
}

async function readBody(response: Response, largest: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const body: AsyncIterable<Uint8Array> | undefined = response.body ?? undefined;
  if (body === undefined) return new Uint8Array(0);
  for await (const chunk of body) {
    size += chunk.length;
    if (size > largest) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function readAnswer(response: Response, largest: number): Promise<Attempt> {
  if (response.status === 304) return "unchanged";
  if (!response.ok) {
    await response.body?.cancel();
    const again = response.status === 429 || response.status >= 500;
    return { failed: `the server answers ${response.status}`, again };
  }
  const bytes = await readBody(response, largest);
  if (bytes === undefined)
    return { failed: `the answer has more than ${largest} bytes`, again: false };
  const { headers } = response;
  const whole = headers.has("content-length") || headers.has("transfer-encoding");
  return { bytes, etag: headers.get("etag") ?? undefined, whole };
}

async function attempt(
  { url, timeout, largest }: UrlOptions,
  etag: string | undefined,
  signal: AbortSignal,
): Promise<Attempt> {
  try {
    const response = await fetch(url, {
      headers: {
        accept: "application/json, application/x-ndjson, text/csv, text/plain",
        ...(etag !== undefined && { "if-none-match": etag }),
      },
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeout)]),
    });
    return await readAnswer(response, largest);
  } catch (error) {
    return { failed: describe(error, timeout), again: true };
  }
}

const isFailure = (result: Attempt): result is Failed =>
  result !== "unchanged" && "failed" in result;

async function attempts(
  options: UrlOptions,
  etag: string | undefined,
  signal: AbortSignal,
): Promise<Attempt> {
  let result = await attempt(options, etag, signal);
  for (const delay of options.delays) {
    if (!isFailure(result) || !result.again) break;
    await options.clock.wait(delay, signal);
    if (signal.aborted) break;
    result = await attempt(options, etag, signal);
  }
  return result;
}

export function urlSource(options: UrlOptions): FeedSource {
  const source = addressOf(options.url);
  let etag: string | undefined;
  return {
    name: source,
    async look(now, signal): Promise<Look> {
      const result = await attempts(options, etag, signal);
      if (isFailure(result)) return { kind: "problem", source, message: result.failed };
      const ended = options.final;
      if (result === "unchanged") return { kind: "heard", batches: [], ended };
      const whole = result.whole || options.final;
      const batch = options.reader.read({ source, bytes: result.bytes, whole }, now);
      ({ etag } = result);
      return { kind: "heard", batches: batch ? [batch] : [], ended };
    },
    close: () => undefined,
  };
}
