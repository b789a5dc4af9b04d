/** What a feed looks like before the night: units, repetitions, refusals, totals. */
import type { Cell, ResultTable } from "../../../posterior/result-table.js";
import { countText, listNames } from "../../../data/wording.js";
import { refusalReasons, type FeedMessage, type Refusal } from "./message.js";
import { newsAmong } from "./words.js";

export interface FeedCheck {
  readonly messages: readonly FeedMessage[];
  readonly refused: readonly Refusal[];
  /** Units that are expected, where these are known. */
  readonly expected?: ReadonlySet<string>;
}

function repeated(messages: readonly FeedMessage[]): number {
  const seen = new Map<string, number>();
  for (const { unit } of messages) seen.set(unit, (seen.get(unit) ?? 0) + 1);
  return [...seen.values()].filter((count) => count > 1).length;
}

/** The same message again, word for word. */
function duplicates(messages: readonly FeedMessage[]): number {
  const texts = new Set(messages.map((message) => JSON.stringify(message)));
  return messages.length - texts.size;
}

function timesOf(messages: readonly FeedMessage[]): readonly Cell[][] {
  const times = messages.flatMap(({ time }) => time ?? []);
  if (times.length === 0) return [["messages with a time", 0, "their order is that of arrival"]];
  const text = (time: number): string => new Date(time).toISOString();
  const begin = times.reduce((least, time) => Math.min(least, time), Infinity);
  const end = times.reduce((most, time) => Math.max(most, time), 0);
  return [["messages with a time", times.length, `${text(begin)} to ${text(end)}`]];
}

function expectedRows(units: ReadonlySet<string>, expected: ReadonlySet<string> | undefined) {
  if (expected === undefined) return [];
  const strangers = [...units].filter((unit) => !expected.has(unit)).sort();
  const missing = [...expected].filter((unit) => !units.has(unit)).sort();
  return [
    [
      "units that are not expected",
      strangers.length,
      strangers.length === 0 ? "" : listNames(strangers),
    ],
    [
      "expected units without a message",
      missing.length,
      missing.length === 0 ? "" : listNames(missing),
    ],
  ];
}

function refusedRows(refused: readonly Refusal[]): readonly Cell[][] {
  const byReason = new Map<Refusal["reason"], Refusal[]>();
  for (const refusal of refused)
    byReason.set(refusal.reason, [...(byReason.get(refusal.reason) ?? []), refusal]);
  return [...byReason].map(([reason, own]) => {
    const [first] = own;
    const line = first?.line === undefined ? "" : `line ${first.line}: `;
    return [
      `refused: ${refusalReasons[reason]}`,
      own.length,
      `${line}${(first?.text ?? "").slice(0, 60)}`,
    ];
  });
}

export function checkFeed({ messages, refused, expected }: FeedCheck): ResultTable {
  const latest = newsAmong(messages, new Map(), 0);
  const units = new Set(latest.map(({ unit }) => unit));
  const final = latest.filter(({ share }) => share >= 0.99).length;
  const votes = latest.reduce((sum, { counted }) => sum + counted, 0);
  const rows: readonly Cell[][] = [
    ["messages", messages.length + refused.length, ""],
    ["units", units.size, `${countText(final)} of them final`],
    ["votes in the latest word on every unit", votes, ""],
    ["units with several messages", repeated(messages), ""],
    ["messages sent again word for word", duplicates(messages), ""],
    ...timesOf(messages),
    ...expectedRows(units, expected),
    ...refusedRows(refused),
  ];
  return {
    kind: "table",
    columns: [
      { name: "what", format: "text" },
      { name: "number", format: "integer" },
      { name: "note", format: "text" },
    ],
    rows,
    notes: [],
  };
}
