/** The names of the kinds of chart, known without loading what draws them. */

export const chartNames = [
  "forest",
  "caterpillar",
  "ridge",
  "density",
  "odds_ratios",
  "effects",
  "trace",
  "rank",
  "pair",
  "energy",
  "areas",
  "accuracy",
  "map",
  "plates",
  "components",
  "training",
  "compare",
  "table",
] as const;

export type ChartName = (typeof chartNames)[number];

export const isChartName = (name: string): name is ChartName =>
  chartNames.some((known) => known === name);
