/** The feed: every message is taken or refused with a reason, and the latest word on a unit does not depend on order. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  countChanges,
  crosswalkProblem,
  headerOf,
  newsAmong,
  readCrosswalk,
  readFeed,
  readTime,
  reportsOf,
  usualRules,
  withNews,
  type FeedFormat,
  type FeedMessage,
} from "../../../src/workflows/election-night/feed/index.js";

const now = Date.UTC(2026, 10, 3, 23, 0);
const read = (text: string, format: FeedFormat = {}) => readFeed({ text }, format, now);
const units = ["a", "b", "c"].map((unit) => ({ unit, areas: { district: "1" }, baseline: 100 }));

function reports(
  messages: readonly FeedMessage[],
  more: Partial<Parameters<typeof reportsOf>[0]> = {},
) {
  const words = withNews(new Map(), newsAmong(messages, new Map(), now));
  const given = {
    words,
    crosswalk: readCrosswalk([]),
    units,
    blocked: new Map(),
    rules: usualRules,
  };
  return reportsOf({ ...given, ...more });
}

describe("a feed as text", () => {
  it("is JSON lines, a JSON array or a table, and says the same in each", () => {
    const message = { unit: "a", counted: 12, share: 0.5, areas: { district: "1" } };
    const lines = read(
      `${JSON.stringify({ unit: "a", counted: 12, share: 0.5, areas: { district: 1 } })}\n`,
    );
    expect(lines.messages).toEqual([message]);
    expect(read(JSON.stringify([message])).messages).toEqual([message]);
    const table = "unit,counted,pct,district,remark\na,12,50,1,x\n";
    expect(read(table, { by: ["district"] }).messages).toEqual([message]);
    expect(read("unit\tcounted\tshare\na\t12\t0.5\n").messages).toEqual([
      { unit: "a", counted: 12, share: 0.5 },
    ]);
  });

  it("may have names of its own, thousands in groups, and counts that are final without a share", () => {
    const text = 'precinct,votes\n007,"1,234"\n';
    const format = { columns: { unit: "precinct", counted: "votes" }, complete: true };
    expect(read(text, format).messages).toEqual([{ unit: "007", counted: 1234, share: 1 }]);
    expect(read(text, { ...format, complete: false }).refused[0]?.reason).toBe("share-missing");
  });

  it.each([
    ["{", "not-a-record"],
    ["12", "not-a-record"],
    ['{"counted":1,"share":1}', "unit-missing"],
    ['{"unit":"","counted":1,"share":1}', "unit-missing"],
    ['{"unit":{"a":1},"counted":1,"share":1}', "unit-missing"],
    ['{"unit":"a","counted":-1,"share":1}', "count-invalid"],
    ['{"unit":"a","counted":1.5,"share":1}', "count-invalid"],
    ['{"unit":"a","counted":"many","share":1}', "count-invalid"],
    ['{"unit":"a","counted":1e300,"share":1}', "count-invalid"],
    ['{"unit":"a","counted":1,"share":99}', "share-invalid"],
    ['{"unit":"a","counted":1,"pct":-3}', "share-invalid"],
    ['{"unit":"a","counted":1}', "share-missing"],
    ['{"unit":"a","counted":1,"share":1,"time":"tonight"}', "time-invalid"],
    ['{"unit":"a","counted":1,"share":1,"time":"2999-01-01T00:00Z"}', "time-invalid"],
    ['{"unit":"a","counted":1,"share":1,"seq":1.5}', "sequence-invalid"],
    ['{"unit":"a","counted":1,"share":1,"areas":["x"]}', "areas-invalid"],
    [`{"unit":"${"a".repeat(30_000)}","counted":1,"share":1}`, "too-long"],
  ])("refuses %.60s: %s", (text, reason) => {
    const { messages, refused, sent } = read(text);
    expect(messages).toEqual([]);
    expect(refused.map((each) => each.reason)).toEqual([reason]);
    expect(refused[0]?.text.length).toBeLessThanOrEqual(400);
    expect(sent).toBe(1);
  });

  it("keeps the rows around one that is torn or has a field too many, with its line", () => {
    const { messages, refused } = read("unit,counted,share\na,1,1\nb,2\nc,3,1\n");
    expect(messages.map(({ unit }) => unit)).toEqual(["a", "c"]);
    expect(refused[0]).toMatchObject({ line: 3, reason: "not-a-record", text: "b,2" });
  });

  it("loses no message of any text: what is sent is accepted or refused", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "binary" })), (lines) => {
        const text = lines.map((line) => line.replaceAll(/[\r\n]/gu, " ")).join("\n");
        const { messages, refused, sent } = read(`{}\n${text}`);
        expect(messages.length + refused.length).toBe(sent);
        const written = text
          .split("\n")
          .filter((line) => line.trim() !== "" && !line.trim().startsWith("["));
        expect(sent).toBeGreaterThanOrEqual(written.length + 1);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it("reads names that are names of objects' own parts as names", () => {
    const { messages } = read(
      '{"unit":"__proto__","counted":1,"share":1,"areas":{"constructor":"x"}}',
    );
    expect(messages[0]?.unit).toBe("__proto__");
    expect(Object.entries(messages[0]?.areas ?? {})).toEqual([["constructor", "x"]]);
    expect(read('{"__proto__":{"unit":"a"},"counted":1,"share":1}').refused[0]?.reason).toBe(
      "unit-missing",
    );
  });

  it("reads moments in any zone, and without one as UTC whatever the machine's", () => {
    const moment = Date.UTC(2026, 10, 3, 23, 15);
    for (const text of [
      "2026-11-03T23:15Z",
      "2026-11-03 18:15:00-0500",
      "2026-11-03T23:15",
      moment,
      moment / 1000,
    ])
      expect(readTime(text)).toBe(moment);
    for (const text of ["23:15", "3.11.2026", "2026-13-03T00:00Z", -1, NaN, null])
      expect(readTime(text)).toBeUndefined();
  });

  it("knows a table by its first line", () => {
    expect(headerOf("unit,counted\n")).toEqual(["unit", "counted"]);
    expect(headerOf('{"a,b":1}')).toBeUndefined();
    expect(headerOf("oops")).toBeUndefined();
    expect(headerOf('sorry, later\n{"unit":"a"}')).toBeUndefined();
  });
});

const messageArbitrary: fc.Arbitrary<FeedMessage> = fc.record(
  {
    unit: fc.constantFrom("a", "b", "c", "x", "old"),
    counted: fc.integer({ min: 0, max: 300 }),
    share: fc.constantFrom(0, 0.5, 0.99, 1),
    time: fc.integer({ min: now - 5, max: now }),
    seq: fc.integer({ min: 0, max: 3 }),
    areas: fc.constantFrom({ district: "1" }, { district: "2" }),
  },
  { requiredKeys: ["unit", "counted", "share"] },
);

const crosswalk = readCrosswalk([
  { from: "old", to: "b", share: 0.3 },
  { from: "old", to: "c", share: 0.7 },
]);

describe("the latest word", () => {
  it("does not depend on the order of messages, on their batches, or on how often they are sent", () => {
    const shuffled = fc
      .array(messageArbitrary, { maxLength: 30 })
      .chain((messages) =>
        fc.tuple(
          fc.constant(messages),
          fc.shuffledSubarray([...messages, ...messages], { minLength: 2 * messages.length }),
          fc.integer({ min: 1, max: 7 }),
        ),
      );
    fc.assert(
      fc.property(shuffled, ([messages, again, size]) => {
        const once = reports(messages, { crosswalk });
        let words: ReadonlyMap<string, FeedMessage> = new Map();
        for (let at = 0; at < again.length; at += size)
          words = withNews(words, newsAmong(again.slice(at, at + size), words, now));
        expect(reports([], { words, crosswalk })).toEqual(once);
      }),
      { seed: 2, numRuns: 500 },
    );
  });

  it("corrects downwards, by time and not by size", () => {
    const said = (counted: number, time: number): FeedMessage => ({
      unit: "a",
      counted,
      share: 1,
      time,
    });
    const { reports: found } = reports([said(120, now - 2), said(90, now - 1), said(300, now - 3)]);
    expect(found).toEqual([{ unit: "a", status: "reported", counted: 90, share: 1 }]);
  });

  it("that says the same later is no change, and still stands against what was said in between", () => {
    const said = (counted: number, time: number): FeedMessage => ({
      unit: "a",
      counted,
      share: 0.5,
      time,
    });
    const words = withNews(new Map(), newsAmong([said(50, now - 9)], new Map(), now));
    const again = newsAmong([said(50, now - 3)], words, now);
    expect([again.length, countChanges(again, words)]).toEqual([1, 0]);
    expect(newsAmong([said(70, now - 6)], withNews(words, again), now)).toEqual([]);
  });

  it("without stamps is the one that arrived last, and a repetition is no news", () => {
    const said = (counted: number): FeedMessage => ({ unit: "a", counted, share: 0.5 });
    let words = withNews(new Map(), newsAmong([said(50)], new Map(), now));
    expect(newsAmong([said(50)], words, now + 1)).toEqual([]);
    words = withNews(words, newsAmong([said(40)], words, now + 2));
    expect(words.get("a")?.counted).toBe(40);
  });
});

describe("reports on units", () => {
  const said = (unit: string, counted: number, share = 1): FeedMessage => ({
    unit,
    counted,
    share,
  });
  const statuses = (messages: readonly FeedMessage[], more = {}) =>
    reports(messages, more).reports.map(({ unit, status, counted }) => [unit, status, counted]);

  it("are final from 99 % on, and floors below", () => {
    expect(statuses([said("a", 100, 0.99), said("b", 100, 0.98)])).toEqual([
      ["a", "reported", 100],
      ["b", "partial", 100],
    ]);
  });

  it("are not learnt from outside the limits, and absurd counts do not stand at all", () => {
    const { reports: found, notes } = reports([said("a", 501), said("b", 19), said("c", 5001)]);
    expect(found.map(({ status, counted }) => [status, counted])).toEqual([
      ["excluded", 501],
      ["excluded", 19],
      ["excluded", 0],
    ]);
    expect(notes.map(({ kind }) => kind)).toEqual(["implausible", "implausible", "absurd"]);
    expect(notes[0]?.text).toBe(
      "501 counted, 5.01 times the 100 of the last election: not learnt from",
    );
    expect(statuses([said("b", 19, 0.2)])).toEqual([["b", "partial", 19]]);
  });

  it("can be blocked by a person, with or without the count as a floor", () => {
    const blocked = new Map([
      ["a", { counts: true, reason: "a recount" }],
      ["b", { counts: false, reason: "two digits swapped" }],
    ]);
    expect(statuses([said("a", 110), said("b", 120)], { blocked })).toEqual([
      ["a", "excluded", 110],
      ["b", "excluded", 0],
    ]);
  });

  it("of units that nobody expected are added, unless no unit could have so many votes", () => {
    const { reports: found, notes } = reports([said("x", 30), said("y", 99_999)]);
    expect(found).toEqual([{ unit: "x", status: "unexpected", counted: 30, share: 1 }]);
    expect(notes.map(({ unit, kind }) => [unit, kind])).toEqual([
      ["x", "unexpected"],
      ["y", "set-aside"],
    ]);
  });

  it("of a split unit are its votes by shares, whole and adding up", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 }), (votes) => {
        const { reports: found } = reports([said("old", votes)], { crosswalk });
        expect(found.reduce((sum, { counted }) => sum + counted, 0)).toBe(votes);
        expect(found.every(({ counted }) => Number.isInteger(counted))).toBe(true);
      }),
      { seed: 3 },
    );
    expect(statuses([said("old", 101)], { crosswalk })).toEqual([
      ["b", "reported", 30],
      ["c", "reported", 71],
    ]);
  });

  it("of merged units are in when all their parts are", () => {
    const merged = readCrosswalk([
      { from: "a1", to: "a", share: 1 },
      { from: "a2", to: "a", share: 1 },
    ]);
    expect(statuses([said("a1", 60)], { crosswalk: merged })).toEqual([["a", "partial", 60]]);
    expect(statuses([said("a1", 60), said("a2", 50)], { crosswalk: merged })).toEqual([
      ["a", "reported", 110],
    ]);
  });

  it.each([
    [[{ from: "a", to: "b", share: 0.5 }], "the shares of a add up to 0.5, not to 1"],
    [[{ from: "a", to: "b", share: 0 }], "the share of a in b is not above 0 and at most 1"],
    [
      [
        { from: "a", to: "b", share: 0.5 },
        { from: "a", to: "b", share: 0.5 },
      ],
      "a is passed on to b twice",
    ],
  ])("need a crosswalk whose shares add up: %#", (rows, problem) => {
    expect(crosswalkProblem(rows)).toBe(problem);
  });
});
