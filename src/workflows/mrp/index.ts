/** Multilevel regression and poststratification: estimates for a population, their fit to it, their score. */
export { alignFrames } from "./align-frames.js";
export type { FrameQuestion } from "./area-cells.js";
export { columnsOfGroupings } from "./margins.js";
export type { Grouped } from "./margins.js";
export type { KnownTotals } from "./known-totals.js";
export { poststratify } from "./poststratify.js";
export type { PoststratifyOptions } from "./poststratify.js";
export type { Grouping, NewLevelRule, Poststratified, RawShares } from "./poststratified.js";
export { score } from "./score.js";
export type { ScoreOptions } from "./match-areas.js";
export { areaChart, intervalChart } from "./area-chart.js";
export { estimatesTable, numberColumn, summaryCells, summaryNames } from "./estimates-table.js";
export { quantileName } from "./quantile-name.js";
export { openNewEffects } from "./new-effects.js";
export { joinShares } from "./raw-shares.js";
