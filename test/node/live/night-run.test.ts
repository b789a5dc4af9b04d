/** A night as files: killed at any moment it goes on to the same state, overrides are logged, nothing is half-written. */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { appendFile, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  readLog,
  stateOf,
  type NightState,
} from "../../../src/workflows/election-night/log/index.js";
import { readSnapshot } from "../../../src/workflows/election-night/snapshots/index.js";
import { schemaProblems } from "../../report/json-schema.js";
import {
  jsonLines,
  makeFeed,
  makeUnits,
  openUniform,
} from "../../workflows/election-night/simple-night.mjs";
import { openFeedServer } from "./feed-server.js";
import type { SimpleNight } from "./run-simple-night.mjs";

const built = existsSync(new URL("../../../dist/src/node/live/run-night.js", import.meta.url));
const child = fileURLToPath(new URL("./run-simple-night.mjs", import.meta.url));

const garbage = ["{", '{"unit":"u0001","counted":-5,"share":1}\n', "<html>\n", "\u0000\n"];

/** A line of garbage after every tenth message. */
const lines: readonly string[] = makeFeed(makeUnits(120)).flatMap((message, at) => [
  jsonLines([message]),
  ...(at % 10 === 9 ? [`${garbage[(at / 10) | (0 % 4)]?.trimEnd() ?? "{"}\n`] : []),
]);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "mlm-night-"));
});
afterAll(() => rm(folder, { recursive: true }));

const logOf = async (out: string) => readLog(await readFile(join(out, "log.jsonl"), "utf8"));
const stateIn = async (out: string): Promise<NightState> => stateOf((await logOf(out)).entries);

/** Killed so many milliseconds after its start, or after its first look. */
function runFor(milliseconds: number, from: "start" | "look", given: object): Promise<void> {
  return new Promise((resolve, reject) => {
    const running = spawn(process.execPath, [child, JSON.stringify(given)]);
    let told = "";
    let timer: NodeJS.Timeout | undefined;
    const kill = (): void => {
      timer ??= setTimeout(() => running.kill("SIGKILL"), milliseconds);
    };
    if (from === "start") kill();
    running.stdout.once("data", kill);
    running.stderr.on("data", (chunk: Buffer) => (told += chunk.toString()));
    running.on("close", (code) => {
      clearTimeout(timer);
      if (code === 0 || code === null) resolve();
      else reject(new Error(told));
    });
  });
}

/** A file that grows by some lines every now and then, in order. */
function openGrowing(file: string) {
  let given = 0;
  let isOpen = true;
  const done = (async () => {
    while (isOpen) {
      await appendFile(file, lines.slice(given, given + 2).join(""));
      given = Math.min(lines.length, given + 2);
      await pause(25);
    }
    await appendFile(file, lines.slice(given).join(""));
  })();
  return {
    end: () => {
      isOpen = false;
      return done;
    },
  };
}

/** What does not depend on when looks were taken. */
const gist = (state: NightState) => ({
  words: new Map([...state.words].sort(([a], [b]) => (a < b ? -1 : 1))),
  tally: state.tally,
  refusedFor: new Map([...state.refusedFor].sort()),
});

async function play(given: Partial<SimpleNight> & { readonly feed: string; readonly out: string }) {
  const { runSimpleNight } = await import("./run-simple-night.mjs");
  return runSimpleNight(given);
}

describe.skipIf(!built)("a night in a process of its own", { timeout: 120_000 }, () => {
  it("that is killed again and again while its feed grows loses nothing and shows nothing torn", async () => {
    const feed = join(folder, "feed.jsonl");
    const out = join(folder, "killed");
    const whole = join(folder, "whole");
    const uniform = openUniform(5);
    await writeFile(feed, "");
    const growing = openGrowing(feed);
    for (let kill = 0; kill < 10; kill++) {
      await runFor(300 * uniform(), kill % 3 === 0 ? "start" : "look", { feed, out, every: 15 });
      const latest = await readFile(join(out, "latest.json"), "utf8").catch(() => undefined);
      if (latest !== undefined) expect(readSnapshot(latest)).toBeDefined();
    }
    await growing.end();
    await play({ feed, out, once: true });
    const unbroken = await play({ feed, out: whole, once: true });
    const state = await stateIn(out);
    expect(state.history.length).toBeGreaterThan(10);
    expect(gist(state).words).toEqual(gist(unbroken).words);
    expect(state.tally.sent).toBe(state.tally.accepted + state.tally.refused);
    expect(state.tally).toEqual({ ...unbroken.tally });
    expect(gist(state)).toEqual(gist(unbroken));
    const last = async (at: string) =>
      readSnapshot(await readFile(join(at, "latest.json"), "utf8"));
    expect((await last(out))?.forecast).toEqual((await last(whole))?.forecast);
  });

  it("shows again what the log says was shown, to the byte", async () => {
    const feed = join(folder, "again.jsonl");
    const out = join(folder, "again");
    await writeFile(feed, lines.slice(0, 150).join(""));
    await play({ feed, out, once: true });
    const name = (await readdir(out)).filter((each) => each.startsWith("snapshot-")).at(-1) ?? "";
    const before = await readFile(join(out, name), "utf8");
    await rm(join(out, name));
    await writeFile(join(out, "latest.json"), "");
    await play({ feed, out, once: true });
    expect(await readFile(join(out, name), "utf8")).toBe(before);
  });

  it("leaves a torn end of its log behind", async () => {
    const feed = join(folder, "torn.jsonl");
    const out = join(folder, "torn");
    await writeFile(feed, lines.slice(0, 100).join(""));
    await play({ feed, out, once: true });
    await appendFile(join(out, "log.jsonl"), '{"kind":"batch","time":17');
    await writeFile(feed, lines.slice(0, 200).join(""));
    await play({ feed, out, once: true });
    const { torn, entries } = await logOf(out);
    expect(torn).toBe(1);
    expect(stateOf(entries).tally.sent).toBe(200);
  });

  it("takes what people decide at its next look, logged with who and why", async () => {
    const { leaveOverride } = await import("../../../src/node/live/night-folder.js");
    const feed = join(folder, "decided.jsonl");
    const out = join(folder, "decided");
    await writeFile(feed, lines.join(""));
    await play({ feed, out, once: true });
    const decided = { time: 17, reason: "a recount", who: "Ada" };
    await leaveOverride(out, { ...decided, action: "block", target: "u0003" });
    await leaveOverride(out, { ...decided, action: "hold", target: "all" });
    await appendFile(join(out, "overrides.jsonl"), '{"half');
    await leaveOverride(out, { ...decided, action: "hold", target: "district=3" });
    const state = await play({ feed, out, once: true });
    expect(state.blocked.get("u0003")).toEqual({ ...decided, counts: true });
    expect([...state.held.keys()]).toEqual(["all", "district=3"]);
    const { entries } = await logOf(out);
    expect(entries.filter(({ kind }) => kind === "override")).toHaveLength(3);
    const text = await readFile(join(out, "latest.json"), "utf8");
    const schema = JSON.parse(await readFile("docs/mlm-live.schema.json", "utf8")) as object;
    expect(schemaProblems({ ...schema }, JSON.parse(text))).toEqual([]);
    expect(readSnapshot(text)).toMatchObject({
      publish: false,
      reasons: ["held by Ada: a recount"],
    });
    const again = await play({ feed, out, once: true });
    expect(again.held.size).toBe(2);
  });

  it("whose model fails on a report goes on with the forecast before, held, until the report is corrected", async () => {
    const feed = join(folder, "failing.jsonl");
    const out = join(folder, "failing");
    await writeFile(feed, jsonLines([{ unit: "u0001", counted: 100, share: 1, seq: 1 }]));
    await play({ feed, out, once: true, failOn: 123 });
    const before = readSnapshot(await readFile(join(out, "latest.json"), "utf8"));
    await appendFile(feed, jsonLines([{ unit: "u0002", counted: 123, share: 1, seq: 2 }]));
    await play({ feed, out, once: true, failOn: 123 });
    const held = readSnapshot(await readFile(join(out, "latest.json"), "utf8"));
    expect(held?.forecast).toEqual(before?.forecast);
    expect(held?.reasons).toContain("the model fails on the newest reports: no factor");
    await appendFile(feed, jsonLines([{ unit: "u0002", counted: 124, share: 1, seq: 3 }]));
    await play({ feed, out, once: true, failOn: 123 });
    const after = readSnapshot(await readFile(join(out, "latest.json"), "utf8"));
    expect(after?.forecast.total.counted).toBe(224);
    expect(after?.reasons.join()).not.toContain("fails");
  });

  it("hears everything of a server that misbehaves: what was sent is taken or refused", async () => {
    const part = (share: number) => lines.slice(0, Math.floor(share * lines.length)).join("");
    const server = await openFeedServer([
      { kind: "body", text: part(0.2) },
      { kind: "cut", text: part(0.4) },
      { kind: "status", status: 500 },
      { kind: "body", text: part(0.4) },
      { kind: "body", text: part(0.4) },
      { kind: "status", status: 404 },
      { kind: "body", text: part(1) },
    ]);
    const out = join(folder, "served");
    const ending = new AbortController();
    const { runSimpleNight } = await import("./run-simple-night.mjs");
    const state = await runSimpleNight(
      { feed: server.url, out, every: 5, url: { delays: [1, 1], timeout: 2000 } },
      {
        signal: ending.signal,
        onLook: (look) => {
          if (look.state.tally.sent >= lines.length) ending.abort();
        },
      },
    );
    await server.close();
    expect(state.tally.sent).toBe(lines.length);
    expect(state.tally.accepted + state.tally.refused).toBe(lines.length);
    expect((await logOf(out)).entries.some(({ kind }) => kind === "problem")).toBe(true);
  });

  it("has a page that loads itself again, lets nothing run, and shows hostile names as text", async () => {
    const feed = join(folder, "hostile.jsonl");
    const out = join(folder, "hostile");
    const name = "<script>alert(1)</script>\"'&\u202e";
    await writeFile(feed, lines.join("") + jsonLines([{ unit: name, counted: 30, share: 1 }]));
    await play({ feed, out, once: true, title: name });
    const page = await readFile(join(out, "index.html"), "utf8");
    expect(page).toContain('<meta http-equiv="refresh" content="60">');
    expect(page).toContain("default-src 'none'");
    expect(page).not.toMatch(/<script|<img|<iframe|href=|src=|\u202e/u);
    expect(page).toContain("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;\\u{202e}");
  });
});
