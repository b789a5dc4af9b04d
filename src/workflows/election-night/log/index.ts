/** The log of a night, and its state rebuilt from it. */
export type {
  BatchEntry,
  EarlierEstimate,
  FeedPosition,
  LogEntry,
  Override,
  OverrideAction,
  OverrideEntry,
  SnapshotEntry,
} from "./entry.js";
export { logLine, readLog } from "./read-log.js";
export type { BlockedUnit, Decided, Evidence, HistoryPoint, NightState } from "./state.js";
export { emptyNight, isSameEvidence, stateOf } from "./state.js";
