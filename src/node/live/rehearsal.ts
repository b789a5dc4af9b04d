/** A past night again, by the times in its feed: as many looks as the night would have had, without waiting. */
import type { FeedMessage } from "../../workflows/election-night/feed/index.js";
import type { FeedSource, HeardBatch, LiveClock, Look } from "./feed-source.js";

export interface Rehearsal {
  readonly source: FeedSource;
  readonly clock: LiveClock;
}

const timeOf = ({ time }: FeedMessage): number => time ?? -Infinity;

/** The messages of all batches by time; what was refused is told at the first look. */
function inOrder(batches: readonly HeardBatch[]): readonly FeedMessage[] {
  return batches
    .flatMap(({ reading }) => reading.messages)
    .toSorted((left, right) => timeOf(left) - timeOf(right));
}

/** Undefined when no message says when it was sent; a problem as it is. */
export async function rehearse(
  source: FeedSource,
  every: number,
  signal: AbortSignal,
): Promise<Rehearsal | Extract<Look, { kind: "problem" }> | undefined> {
  const look = await source.look(Infinity, signal);
  if (look.kind === "problem") return look;
  const messages = inOrder(look.batches);
  const refused = look.batches.flatMap(({ reading }) => reading.refused);
  const first = messages.find(({ time }) => time !== undefined)?.time;
  if (first === undefined) return undefined;
  let now = first + every;
  let next = 0;
  return {
    clock: {
      now: () => now,
      wait(milliseconds) {
        now += milliseconds;
        return Promise.resolve();
      },
    },
    source: {
      name: `${source.name} (a rehearsal)`,
      look() {
        const begin = next;
        while (
          next < messages.length &&
          timeOf(messages[next] ?? { unit: "", counted: 0, share: 0 }) <= now
        )
          next++;
        const told = begin === 0 ? refused : [];
        const own = messages.slice(begin, next);
        const reading = { messages: own, refused: told, sent: own.length + told.length };
        const batches = reading.sent === 0 ? [] : [{ source: source.name, reading }];
        return Promise.resolve({ kind: "heard", batches, ended: next >= messages.length });
      },
      close: () => {
        source.close();
      },
    },
  };
}
