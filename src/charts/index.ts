/** The charts room: what is asked of a fit, estimates or a table, as a picture in plain data. */
export type { Chart, PlainData, Specification } from "./chart.js";
export { chartKinds } from "./chart-kinds.js";
export { drawChart, refuseSubject, type PlotSubject } from "./draw-chart.js";
export { unknownNames } from "./fits/choose-parameters.js";
export type { NamedFit, PlotContext, PlotOptions, Refusal } from "./subject.js";
export { plates } from "./models/plates.js";
