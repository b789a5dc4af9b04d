/** The table of kinds of chart: the verb, help and the catalogue read it. */
import { accuracy } from "./estimates/accuracy.js";
import { areas } from "./estimates/areas.js";
import { map } from "./estimates/map.js";
import { caterpillar } from "./fits/caterpillar.js";
import { density } from "./fits/density.js";
import { effects } from "./fits/effects.js";
import { energy } from "./fits/energy.js";
import { forest } from "./fits/forest.js";
import { oddsRatios } from "./fits/odds-ratios.js";
import { pair } from "./fits/pair.js";
import { rank } from "./fits/rank.js";
import { ridge } from "./fits/ridge.js";
import { trace } from "./fits/trace.js";
import { plates } from "./models/plates.js";
import type { ChartKind } from "./subject.js";
import { comparison } from "./tables/comparison.js";
import { hintedTable } from "./tables/hinted-table.js";
import { components, training } from "./tables/network-pictures.js";
import type { ChartName } from "./chart-names.js";

export const chartKinds: Readonly<Record<ChartName, ChartKind>> = {
  forest,
  caterpillar,
  ridge,
  density,
  odds_ratios: oddsRatios,
  effects,
  trace,
  rank,
  pair,
  energy,
  areas,
  accuracy,
  map,
  plates,
  components,
  training,
  compare: comparison,
  table: hintedTable,
};
