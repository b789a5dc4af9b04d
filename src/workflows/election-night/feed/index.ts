/** From the text of a feed to reports on units. */
export { checkFeed } from "./check-feed.js";
export type { Crosswalk, CrosswalkRow } from "./crosswalk.js";
export { crosswalkProblem, readCrosswalk } from "./crosswalk.js";
export type { FeedFormat, FeedMessage, MessagePart, Refusal, RefusalReason } from "./message.js";
export { messageParts, refusalReasons } from "./message.js";
export type { FeedReading, FeedText } from "./read-feed.js";
export { headerOf, readFeed } from "./read-feed.js";
export type { Block, NightReports, ReportNote, StatusRules } from "./reports.js";
export { reportsOf, usualRules } from "./reports.js";
export type { Word, Words } from "./words.js";
export { compareWords, countChanges, newsAmong, withNews } from "./words.js";
export { readTime } from "./read-time.js";
export type { NightToSimulate } from "./simulate-feed.js";
export { feedLines, simulateFeed } from "./simulate-feed.js";
