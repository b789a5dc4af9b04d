/** The kinds of predictive checks, by the names that calls give them. */
import { bars } from "./bars.js";
import type { CheckKind } from "./check-kind.js";
import { density } from "./density.js";
import { grouped } from "./grouped.js";
import { intervals } from "./intervals.js";
import { rootogram } from "./rootogram.js";
import { summary } from "./summary.js";

export type CheckKindName = "summary" | "density" | "bars" | "grouped" | "rootogram" | "intervals";

export const checkKinds: Readonly<Record<CheckKindName, CheckKind>> = {
  summary,
  density,
  bars,
  grouped,
  rootogram,
  intervals,
};

/** Kinds that need responses which are whole numbers. */
export const kindsOfCounts: ReadonlySet<CheckKindName> = new Set(["bars", "rootogram"] as const);
