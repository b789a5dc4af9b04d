/** Where feeds come from: addresses that misbehave, files in the middle of being written, folders, pipes. */
import { appendFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { setImmediate } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { FeedSource, LiveClock, Look } from "../../../src/node/live/feed-source.js";
import { openFeed, type FeedOptions } from "../../../src/node/live/open-feed.js";
import { streamSource } from "../../../src/node/live/stream-source.js";
import { openFeedServer, type Behaviour, type FeedServer } from "./feed-server.js";

const line = (unit: string, counted: number): string =>
  `${JSON.stringify({ unit, counted, share: 1 })}\n`;

/** Waits take no time, and are written down. */
function quickClock(): LiveClock & { readonly waits: number[] } {
  const waits: number[] = [];
  return {
    waits,
    now: () => 0,
    wait: (milliseconds) => {
      waits.push(milliseconds);
      return Promise.resolve();
    },
  };
}

const never = new AbortController().signal;

async function open(feed: string, more: Partial<FeedOptions> = {}): Promise<FeedSource> {
  const given = { format: {}, positions: new Map(), clock: quickClock(), final: false, ...more };
  const source = await openFeed(feed, given);
  if (typeof source === "string") throw new Error(source);
  return source;
}

const unitsOf = (look: Look): readonly string[] =>
  look.kind === "heard"
    ? look.batches.flatMap(({ reading }) => reading.messages.map(({ unit }) => unit))
    : [look.message];

const look = async (source: FeedSource): Promise<readonly string[]> =>
  unitsOf(await source.look(0, never));

describe("a feed at an address", () => {
  let server: FeedServer | undefined;
  afterEach(() => server?.close());

  async function serve(behaviours: readonly Behaviour[], more: Partial<FeedOptions> = {}) {
    server = await openFeedServer(behaviours);
    return { source: await open(server.url, { delays: [1, 2], timeout: 300, ...more }), server };
  }

  it("is read once while it does not change, by its tag and by its bytes", async () => {
    const text = line("a", 1) + line("b", 2);
    const { source, server: feed } = await serve([
      { kind: "body", text, etag: '"1"' },
      { kind: "body", text, etag: '"1"' },
      { kind: "body", text: text + line("c", 3), etag: '"2"' },
    ]);
    expect(await look(source)).toEqual(["a", "b"]);
    expect(await look(source)).toEqual([]);
    expect(await look(source)).toEqual(["c"]);
    expect(feed.requests).toEqual([undefined, '"1"', '"1"']);
  });

  it("that answers with errors or not at all is asked again, later and later, and then given up for this look", async () => {
    const clock = quickClock();
    const { source, server: feed } = await serve(
      [
        { kind: "status", status: 503 },
        { kind: "hang" },
        { kind: "body", text: line("a", 1) },
        { kind: "status", status: 500 },
      ],
      { clock },
    );
    expect(await look(source)).toEqual(["a"]);
    expect(clock.waits).toEqual([1, 2]);
    expect(await look(source)).toEqual(["the server answers 500"]);
    expect(feed.requests).toHaveLength(6);
  });

  it("is not asked again where that is no use", async () => {
    const { source, server: feed } = await serve([{ kind: "status", status: 404 }]);
    expect(await look(source)).toEqual(["the server answers 404"]);
    expect(feed.requests).toHaveLength(1);
  });

  it("whose body is cut off is asked again, and nothing of the half is taken", async () => {
    const text = Array.from({ length: 200 }, (_, at) => line(`u${at}`, at)).join("");
    const { source } = await serve([
      { kind: "cut", text },
      { kind: "body", text },
    ]);
    expect(await look(source)).toHaveLength(200);
  });

  it("that does not say where its body ends gives its last line when it comes again", async () => {
    const { source } = await serve([{ kind: "unmarked", text: `${line("a", 1)}unit,12` }]);
    expect(await look(source)).toEqual(["a"]);
    const again = await source.look(0, never);
    expect(again.kind === "heard" && again.batches[0]?.reading.refused[0]?.reason).toBe(
      "not-a-record",
    );
  });

  it("that never ends is cut at the time and at the size", async () => {
    const slow = await serve([{ kind: "hang" }], { delays: [], timeout: 100 });
    expect(await look(slow.source)).toEqual(["no whole answer within 0.1 seconds"]);
    await slow.server.close();
    const large = await serve([{ kind: "flood" }], { delays: [], timeout: 5000, largest: 1e6 });
    expect(await look(large.source)).toEqual(["the answer has more than 1000000 bytes"]);
  });

  it("that sends garbage is refused line by line", async () => {
    const { source } = await serve([
      { kind: "body", text: `<html>\n<b>503</b>\n${line("a", 1)}\u0000\u0001\n` },
    ]);
    const heard = await source.look(0, never);
    if (heard.kind !== "heard") throw new Error(heard.message);
    const { messages, refused, sent } = heard.batches[0]!.reading;
    expect([messages.length, refused.length, sent]).toEqual([1, 3, 4]);
  });

  it("that sends a page of garbage now and then is read on from where it was", async () => {
    const { source } = await serve([
      { kind: "body", text: line("a", 1) + line("b", 2) },
      { kind: "body", text: "<html>\n" },
      { kind: "body", text: line("a", 1) + line("b", 2) + line("c", 3) },
    ]);
    await look(source);
    expect(await look(source)).toEqual([]);
    expect(await look(source)).toEqual(["c"]);
  });

  it("that corrects itself is read again from its beginning", async () => {
    const { source } = await serve([
      { kind: "body", text: line("a", 9) + line("b", 2) },
      { kind: "body", text: line("a", 1) + line("b", 2) },
    ]);
    await look(source);
    expect(await look(source)).toEqual(["a", "b"]);
  });

  it("is named without what may be secret, and nobody there is told as such", async () => {
    const { source, server: feed } = await serve([{ kind: "status", status: 404 }]);
    expect(source.name).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/feed\.jsonl$/u);
    await feed.close();
    const gone = await open(feed.url, { delays: [] });
    expect(await look(gone)).toEqual(["nobody answers there"]);
  });

  it("is an http address without a password, and stays one wherever it is sent on to", async () => {
    const given = { format: {}, positions: new Map(), clock: quickClock(), final: false };
    expect(await openFeed("ftp://127.0.0.1/x", given)).toContain("http or https");
    expect(await openFeed("file:///etc/passwd", given)).toContain("http or https");
    expect(await openFeed("http://ada:secret@127.0.0.1/", given)).toContain("password");
    const { source } = await serve([{ kind: "redirect", to: "file:///etc/passwd" }], {
      delays: [],
    });
    expect((await source.look(0, never)).kind).toBe("problem");
  });
});

describe("a feed in files", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "mlm-feed-"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it("is read to its last line break while it grows, each line once", async () => {
    const path = join(folder, "a.jsonl");
    await writeFile(path, line("a", 1) + line("b", 2).slice(0, 8));
    const source = await open(path);
    expect(await look(source)).toEqual(["a"]);
    await appendFile(path, line("b", 2).slice(8) + line("c", 3));
    expect(await look(source)).toEqual(["b", "c"]);
    expect(await look(source)).toEqual([]);
  });

  it("that is a table keeps its columns while rows are added, and the lines of refusals", async () => {
    const path = join(folder, "t.csv");
    await writeFile(path, "unit,counted,share\na,1,1\nb,12");
    const source = await open(path);
    expect(await look(source)).toEqual(["a"]);
    await appendFile(path, "34,1\nc,x,1\n");
    const heard = await source.look(0, never);
    if (heard.kind !== "heard") throw new Error(heard.message);
    expect(heard.batches[0]?.reading.messages).toEqual([{ unit: "b", counted: 1234, share: 1 }]);
    expect(heard.batches[0]?.reading.refused[0]).toMatchObject({
      line: 4,
      reason: "count-invalid",
    });
  });

  it("goes on after a kill where it stopped, if the file still begins as it did", async () => {
    const path = join(folder, "k.jsonl");
    await writeFile(path, line("a", 1) + line("b", 2));
    const heard = await (await open(path)).look(0, never);
    const position = heard.kind === "heard" ? heard.batches[0]?.position : undefined;
    const positions = new Map([["k.jsonl", position!]]);
    await appendFile(path, line("c", 3));
    expect(await look(await open(path, { positions }))).toEqual(["c"]);
    await writeFile(path, line("A", 1) + line("b", 2) + line("c", 3));
    expect(await look(await open(path, { positions }))).toEqual(["A", "b", "c"]);
  });

  it("may come later, and a final look takes a last line without its end", async () => {
    const path = join(folder, "later.jsonl");
    const source = await open(path);
    expect(await look(source)).toEqual(["later.jsonl: it is not there"]);
    await writeFile(path, line("a", 1).trimEnd());
    expect(await look(await open(path, { final: true }))).toEqual(["a"]);
  });

  it("is a folder of files in any form, hidden ones aside", async () => {
    const own = await mkdtemp(join(folder, "f-"));
    await writeFile(join(own, "1.jsonl"), line("a", 1));
    await writeFile(join(own, ".2.jsonl.part"), line("x", 1));
    const source = await open(own);
    expect(await look(source)).toEqual(["a"]);
    await writeFile(join(own, "2.json"), JSON.stringify([{ unit: "b", counted: 2, share: 1 }]));
    await writeFile(join(own, "3.csv"), "unit,counted,share\nc,3,1\n");
    expect(await look(source)).toEqual(["b", "c"]);
    expect(await look(source)).toEqual([]);
  });
});

describe("a feed down a pipe", () => {
  it("is lines as they come, and ends", async () => {
    const stream = new PassThrough();
    const source = streamSource(stream, {});
    stream.write(line("a", 1) + line("b", 2).slice(0, 5));
    await setImmediate();
    expect(await look(source)).toEqual(["a"]);
    stream.end(line("b", 2).slice(5).trimEnd());
    await setImmediate();
    const heard = await source.look(0, never);
    expect(unitsOf(heard)).toEqual(["b"]);
    expect(heard.kind === "heard" && heard.ended).toBe(true);
  });

  it("keeps the columns of a table over its pieces", async () => {
    const stream = new PassThrough();
    const source = streamSource(stream, {});
    stream.write("unit,counted,share\na,1,1\n");
    await setImmediate();
    expect(await look(source)).toEqual(["a"]);
    stream.write("b,2,1\n");
    await setImmediate();
    expect(await look(source)).toEqual(["b"]);
  });
});
