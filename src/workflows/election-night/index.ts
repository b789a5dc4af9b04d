/** Election night: a model that is ready for it, what it expects, and replays of past nights. */
export type * from "./night.js";
export { openNight, type NightOptions, type OpenedNight } from "./open-night.js";
export { orderNames, orderUnits, type OrderName } from "./replay/orders.js";
export {
  replayNight,
  reportsAt,
  type Forecaster,
  type Replay,
  type ReplayedStage,
} from "./replay/replay.js";
export { live, type LiveOptions } from "./live.js";
export { forecastTable, type NightValue } from "./night-value.js";
export { checkModel } from "./past/check-model.js";
export { replay, type ReplayOptions } from "./replay/replay-value.js";
export {
  replayShows,
  replayTable,
  scoreStages,
  type ReplayShow,
  type StageScore,
} from "./replay/replay-tables.js";
