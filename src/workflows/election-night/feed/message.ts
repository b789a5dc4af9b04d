/** What a feed may say of a unit: how many votes are counted there, and how much of the expected count that is. */

/** One message that was understood. */
export interface FeedMessage {
  /** As the feed calls it; a crosswalk may make it another unit, or several. */
  readonly unit: string;
  readonly counted: number;
  /** Of the expected count, in [0, 1]. */
  readonly share: number;
  /** Milliseconds since 1970, as the message says. */
  readonly time?: number;
  readonly seq?: number;
  readonly areas?: Readonly<Record<string, string>>;
}

/** A message that nothing is done with, and why. */
export interface Refusal {
  readonly reason: RefusalReason;
  /** One sentence for the newsroom, without a trailing full stop. */
  readonly message: string;
  /** The message as it came, shortened. */
  readonly text: string;
  /** Its line in the body that it came in, from one. */
  readonly line?: number;
}

export const refusalReasons = {
  "not-a-record": "the line is neither JSON nor a row under the header",
  "unit-missing": "it names no unit",
  "count-invalid": "its count is no number of votes",
  "share-missing": "it does not say how much of the expected count is in",
  "share-invalid": "its share of the expected count is no share",
  "time-invalid": "its time cannot be read, or lies ahead",
  "sequence-invalid": "its number is no whole number",
  "areas-invalid": "its areas are no names",
  "too-long": "it is too long for a message",
  "table-damaged": "the quotes of the table do not pair up",
} as const;

export type RefusalReason = keyof typeof refusalReasons;

/** Which names the feed has for the parts of a message, and what is taken for granted. */
export interface FeedFormat {
  /** Names of the feed's own, by part: `{ unit: "precinct_id", counted: "votes" }`. */
  readonly columns?: Readonly<Partial<Record<MessagePart, string>>>;
  /** Groupings whose columns of a table are areas of a unit. */
  readonly by?: readonly string[];
  /** A count without a share is final. */
  readonly complete?: boolean;
}

export type MessagePart = "unit" | "counted" | "share" | "pct" | "time" | "seq" | "areas";

export const messageParts: readonly MessagePart[] = [
  "unit",
  "counted",
  "share",
  "pct",
  "time",
  "seq",
  "areas",
];
