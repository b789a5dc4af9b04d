/** A feed that comes down a pipe: lines as they arrive, until its end. */
import type { Readable } from "node:stream";
import { headerOf, readFeed, type FeedFormat } from "../../workflows/election-night/feed/index.js";
import type { FeedSource, HeardBatch } from "./feed-source.js";

/** What waits to be looked at; more stays in the pipe. */
const mostWaiting = 2 ** 25;
/** A line without an end is no message. */
const longestLine = 2 ** 20;

interface Pipe {
  /** Whole lines since the last look, or everything after the end. */
  take(): string;
  readonly ended: boolean;
  close(): void;
}

function openPipe(stream: Readable): Pipe {
  let waiting = "";
  let ended = false;
  const decoder = new TextDecoder();
  const onData = (chunk: Uint8Array): void => {
    waiting += decoder.decode(chunk, { stream: true });
    if (waiting.length > mostWaiting) stream.pause();
  };
  const onEnd = (): void => {
    ended = true;
  };
  stream.on("data", onData);
  stream.once("end", onEnd);
  stream.once("error", onEnd);
  return {
    take() {
      const tooLong = waiting.length - waiting.lastIndexOf("\n") > longestLine;
      const end = ended || tooLong ? waiting.length : waiting.lastIndexOf("\n") + 1;
      const text = waiting.slice(0, end);
      waiting = waiting.slice(end);
      if (stream.isPaused()) stream.resume();
      return text;
    },
    get ended() {
      return ended && waiting === "";
    },
    close() {
      stream.off("data", onData);
      stream.pause();
    },
  };
}

export function streamSource(stream: Readable, format: FeedFormat): FeedSource {
  const source = "standard input";
  const pipe = openPipe(stream);
  let header: readonly string[] | "none" | undefined;
  let lines = 0;
  return {
    name: source,
    look(now) {
      const text = pipe.take();
      const batches: HeardBatch[] = [];
      if (text.trim() !== "") {
        const reading = readFeed(
          { text, firstLine: lines + 1, ...(header && { header }) },
          format,
          now,
        );
        header ??= headerOf(text) ?? "none";
        batches.push({ source, reading });
      }
      lines += text.split("\n").length - 1;
      return Promise.resolve({ kind: "heard", batches, ended: pipe.ended });
    },
    close: () => {
      pipe.close();
    },
  };
}
