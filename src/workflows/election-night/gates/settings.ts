/** What must hold before a forecast is shown to readers. */

export interface GateSettings {
  /** Share of units that must have reported. */
  readonly publishAt: number;
  /** Share of the areas of the first grouping in which a unit must have reported. */
  readonly areasAt: number;
  /** How far the coverage of earlier intervals may fall short of their level. */
  readonly slack: number;
  /** Units whose earlier intervals can be judged, before coverage is believed; fewer where units are few. */
  readonly judgedAtLeast: number;
  /** Standard deviations by which the mean residual of the newest batch may be off. */
  readonly residual: number;
  /** Correlation of residuals within a batch: neighbours report together. */
  readonly batchCorrelation: number;
  /** Share of the counted units that may be excluded. */
  readonly excludedAt: number;
  /** Of the predicted total, what counts may come to that are implausible and that nobody has decided on. */
  readonly implausibleAt: number;
  /** Seconds without news from the feed. */
  readonly gap: number;
}

export const usualGates: GateSettings = {
  publishAt: 0.25,
  areasAt: 0.5,
  slack: 0.15,
  judgedAtLeast: 20,
  residual: 3,
  batchCorrelation: 0.1,
  excludedAt: 0.1,
  implausibleAt: 0.01,
  gap: 1800,
};
