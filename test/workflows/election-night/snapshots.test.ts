/** Snapshots of a night: floors, sums, the same bytes for the same feed, gates that say why, changes that add up. */
import { describe, expect, it } from "vitest";
import {
  countChanges,
  newsAmong,
  readCrosswalk,
  usualRules,
} from "../../../src/workflows/election-night/feed/index.js";
import type { FeedMessage } from "../../../src/workflows/election-night/feed/index.js";
import { usualGates } from "../../../src/workflows/election-night/gates/index.js";
import { logLine, readLog, stateOf } from "../../../src/workflows/election-night/log/index.js";
import type {
  LogEntry,
  NightState,
  OverrideAction,
} from "../../../src/workflows/election-night/log/index.js";
import {
  forecastOf,
  snapshotDocument,
  takeSnapshot,
} from "../../../src/workflows/election-night/snapshots/index.js";
import type { Snapshot } from "../../../src/workflows/election-night/snapshots/index.js";
import { readTime } from "../../../src/workflows/election-night/feed/index.js";
import { makeFeed, makeUnits, openUniform, simpleNight } from "./simple-night.mjs";

const begin = Date.UTC(2026, 10, 3, 23, 0);
const units = makeUnits(120);
const night = simpleNight(units);
const settings = { rules: usualRules, gates: usualGates, crosswalk: readCrosswalk([]), seed: 1 };

const messages: readonly FeedMessage[] = makeFeed(units, { begin }).map((message) => ({
  ...message,
  time: readTime(message.time) ?? 0,
}));

function batch(sent: readonly FeedMessage[], time: number, before: NightState): LogEntry {
  const words = newsAmong(sent, before.words, time);
  return {
    kind: "batch",
    time,
    source: "test",
    sent: sent.length,
    accepted: sent.length,
    words,
    changed: countChanges(words, before.words),
    refused: [],
  };
}

const override = (action: OverrideAction, target: string, time = begin): LogEntry => ({
  kind: "override",
  line: 0,
  time,
  action,
  target,
  reason: "a recount",
  who: "Ada",
});

interface Step {
  readonly state: NightState;
  readonly log: readonly LogEntry[];
  readonly snapshot: Snapshot;
}

/** A night in so many looks at the feed, each followed by a snapshot. */
function play(
  sent: readonly FeedMessage[],
  looks: number,
  extra: readonly LogEntry[] = [],
): Step[] {
  let log: LogEntry[] = [...extra];
  let state = stateOf(log);
  let before = night.forecast([]);
  const size = Math.ceil(sent.length / looks);
  return Array.from({ length: looks }, (_, look) => {
    const time = begin + (look + 1) * 60_000;
    const heard = batch(sent.slice(look * size, (look + 1) * size), time, state);
    state = stateOf([heard], state);
    const now = forecastOf(night, state, settings);
    const { snapshot, earlier } = takeSnapshot({ night, state, settings, time, now, before });
    const { reported, decision, forecast } = snapshot;
    const entry: LogEntry = {
      kind: "snapshot",
      time,
      seq: snapshot.seq,
      hash: "",
      model: night.hash,
      reported: reported.units,
      total: forecast.total,
      publish: decision.publish,
      reasons: decision.reasons,
      earlier,
    };
    before = forecast;
    state = stateOf([entry], state);
    log = [...log, heard, entry];
    return { state, log, snapshot };
  });
}

function shuffled<Item>(items: readonly Item[], seed: number): readonly Item[] {
  const uniform = openUniform(seed);
  return items
    .map((item) => [uniform(), item] as const)
    .sort(([a], [b]) => a - b)
    .map(([, item]) => item);
}

const last = <Item>(items: readonly Item[]): Item => items.at(-1)!;

describe("a snapshot", () => {
  const steps = play(messages, 12);

  it("has nested intervals that are never below what is counted, and parts that add up to wholes", () => {
    for (const { snapshot } of steps) {
      const { units: each, areas, total } = snapshot.forecast;
      for (const { counted, predicted, intervals } of [...each, ...areas, total]) {
        const [narrow, wide] = intervals;
        const ordered = [counted, wide!.low, narrow!.low, predicted, narrow!.high, wide!.high];
        for (const [at, bound] of ordered.slice(1).entries())
          expect(bound).toBeGreaterThanOrEqual(ordered[at]! - 1e-9);
      }
      for (const by of night.by) {
        const parts = areas.filter((area) => area.by === by);
        expect(parts.reduce((sum, area) => sum + area.predicted, 0)).toBeCloseTo(
          total.predicted,
          6,
        );
        expect(parts.reduce((sum, area) => sum + area.counted, 0)).toBe(total.counted);
      }
    }
  });

  it("is exact when every unit has reported, and is published then", () => {
    const { forecast, decision } = last(steps).snapshot;
    const finals = new Map(messages.map(({ unit, counted }) => [unit, counted]));
    const votes = [...finals.values()].reduce((sum, counted) => sum + counted, 0);
    expect(forecast.total).toEqual({
      counted: votes,
      predicted: votes,
      intervals: [
        { level: 0.5, low: votes, high: votes },
        { level: 0.9, low: votes, high: votes },
      ],
    });
    expect(decision).toEqual({ publish: true, reasons: ["every unit has reported"] });
  });

  it("has the same bytes for any order of its messages, however often they were sent", () => {
    const documents = [1, 2, 3, 4, 5].map((seed) => {
      const sent = shuffled([...messages.slice(0, 150), ...messages.slice(20, 90)], seed);
      return snapshotDocument(last(play(sent, 1)).snapshot);
    });
    expect(new Set(documents).size).toBe(1);
  });

  it("has the same forecast however its messages were spread over looks", () => {
    const known = messages.slice(0, 200);
    const [one, ...others] = [1, 2, 5, 20].map(
      (looks) => last(play(shuffled(known, looks), looks)).snapshot.forecast,
    );
    for (const other of others) expect(other).toEqual(one);
  });

  it("says what changed: reports one by one and the rest, which add up", () => {
    for (const { snapshot } of steps)
      for (const { before, after, byReports, byModel, moved } of snapshot.changes) {
        expect(byReports + byModel).toBeCloseTo(after - before, 6);
        expect(moved.length).toBeLessThanOrEqual(3);
        const sizes = moved.map((unit) => Math.abs(unit.after - unit.before));
        expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
      }
    expect(steps[5]?.snapshot.changes.some(({ moved }) => moved.length > 0)).toBe(true);
  });
});

describe("the gates", () => {
  const steps = play(messages, 30);

  it("hold with the reason while too little is in, and publish later", () => {
    expect(steps[0]?.snapshot.decision.publish).toBe(false);
    expect(steps[0]?.snapshot.decision.reasons[0]).toMatch(
      /^\d(?:\.\d)? % of the units have reported, 25 % are needed$/u,
    );
    expect(steps[18]?.snapshot.decision.publish).toBe(true);
    expect(steps[18]?.snapshot.decision.reasons).toContainEqual(
      expect.stringMatching(/^earlier 90 % intervals held \d+ % of \d+ units$/u),
    );
  });

  it("hold when the newest batch is far from what was predicted", () => {
    const strange = messages.map((message, at) =>
      at > 180 ? { ...message, counted: Math.round(message.counted * 2.2) } : message,
    );
    const held = play(strange, 30).filter(({ snapshot }) =>
      snapshot.decision.reasons.some((reason) => reason.includes("above what was predicted")),
    );
    expect(held.length).toBeGreaterThan(0);
    expect(held.every(({ snapshot }) => !snapshot.decision.publish)).toBe(true);
  });

  it("hold when earlier intervals hold too few of the units that reported since", () => {
    const uniform = openUniform(9);
    const wild = messages.map((message) => ({
      ...message,
      counted: Math.round(message.counted * (uniform() < 0.5 ? 0.55 : 1.45)),
    }));
    const reasons = play(wild, 30).flatMap(({ snapshot }) => snapshot.decision.reasons);
    expect(
      reasons.some((reason) =>
        /^earlier (?:50|90) % intervals held \d+ % of the units/u.test(reason),
      ),
    ).toBe(true);
  });

  it("hold when the feed has been silent, or cannot be read", () => {
    const { state } = steps[18]!;
    const at = (given: NightState, minutes: number) =>
      takeSnapshot({
        night,
        state: given,
        settings,
        now: forecastOf(night, given, settings),
        time: begin + (19 + minutes) * 60_000,
        before: forecastOf(night, given.seen, settings).forecast,
      }).snapshot.decision;
    expect(at(state, 5).publish).toBe(true);
    expect(at(state, 45).reasons).toEqual(["the feed has had no news for 45 minutes"]);
    const problem: LogEntry = {
      kind: "problem",
      time: begin,
      source: "test",
      message: "it does not answer",
    };
    expect(at(stateOf([problem], state), 15).reasons).toEqual([
      "the feed cannot be read: it does not answer",
    ]);
  });

  it("hold when a person says so, whatever else, and say who and why", () => {
    const { snapshot } = last(play(messages, 12, [override("hold", "all")]));
    expect(snapshot.decision).toEqual({ publish: false, reasons: ["held by Ada: a recount"] });
    const released = last(
      play(messages, 12, [override("hold", "all"), override("release", "all")]),
    );
    expect(released.snapshot.decision.publish).toBe(true);
  });
});

describe("overrides", () => {
  it("take a unit out of what the model learns from, and put it back", () => {
    const status = (extra: readonly LogEntry[]) =>
      last(play(messages, 12, extra)).snapshot.forecast.units.find(({ unit }) => unit === "u0003")
        ?.status;
    expect(status([override("block", "u0003")])).toBe("excluded");
    expect(status([override("block", "u0003"), override("unblock", "u0003")])).toBe("reported");
  });

  it("are in the document: areas that are held, units that are blocked, with who and why", () => {
    const extra = [override("hold", "district=3"), override("block", "u0003")];
    const document = JSON.parse(snapshotDocument(last(play(messages, 12, extra)).snapshot)) as {
      held: unknown;
      areas: { by: string; area: string; held: boolean }[];
      monitors: { flags: unknown };
    };
    expect(document.held).toEqual([
      { area: "district=3", reason: "a recount", who: "Ada", since: "2026-11-03T23:00:00.000Z" },
    ]);
    expect(document.areas.filter(({ held }) => held)).toMatchObject([
      { by: "district", area: "3" },
    ]);
    expect(document.monitors.flags).toContainEqual({
      unit: "u0003",
      kind: "blocked",
      text: "blocked: a recount",
    });
  });
});

describe("the log", () => {
  const { log, state } = last(play(messages, 15, [override("hold", "district=3")]));
  const text = log.map(logLine).join("");

  it("rebuilds the state, and goes on to the same snapshots", () => {
    expect(stateOf(readLog(text).entries)).toEqual(state);
  });

  it("may be torn at any byte: the lines before are whole, and what is torn is counted", () => {
    const uniform = openUniform(11);
    for (let run = 0; run < 200; run++) {
      const cut = Math.floor(uniform() * text.length);
      const { entries, torn, openEnd } = readLog(text.slice(0, cut));
      const whole = text.slice(0, cut).split("\n").length - 1;
      expect(entries.slice(0, whole)).toEqual(log.slice(0, whole));
      expect(entries.length + torn).toBe(whole + Number(openEnd));
    }
  });
});
