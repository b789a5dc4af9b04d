/** `mlm live block UNIT`, `unblock`, `hold AREA`, `release`: what people decide, left in the night's folder and logged. */
import { userInfo } from "node:os";
import { nearestName } from "../../diagnostics/index.js";
import { leaveOverride, names, textIn } from "../../node/live/night-folder.js";
import { cleanText } from "../../report/index.js";
import { exitCodes, type ExitCode } from "../../terminal/exit-codes.js";
import type { OverrideAction } from "../../workflows/election-night/log/index.js";
import { readSnapshot, type PastSnapshot } from "../../workflows/election-night/snapshots/index.js";

export interface OverrideOptions {
  readonly out: string;
  readonly reason: string;
  readonly who?: string;
  /** False leaves the count of a blocked unit out as well. */
  readonly count?: boolean;
}

function user(): string {
  try {
    return userInfo().username;
  } catch {
    return "unknown";
  }
}

type Target = { readonly target: string } | { readonly problem: string };

function nameIn(name: string, known: readonly string[], what: string): Target {
  if (known.includes(name)) return { target: name };
  const nearest = nearestName(name, known);
  const help = nearest === undefined ? "" : `; did you mean ${nearest}?`;
  return { problem: `the night has no ${what} ${name}${help}` };
}

/** `13` is an area where one grouping alone has it. */
function areaIn(name: string, { forecast }: PastSnapshot): Target {
  if (name === "all") return { target: "all" };
  const known = forecast.areas.map(({ by, area }) => `${by}=${area}`);
  const own = forecast.areas.filter(({ area }) => area === name);
  const [only, ...others] = own;
  if (only !== undefined && others.length === 0) return { target: `${only.by}=${only.area}` };
  if (only !== undefined)
    return { problem: `${name} is an area of several groupings: write ${only.by}=${name}` };
  return nameIn(name, known, "area");
}

/** Before the first snapshot nothing is known of the names: they are taken as they are. */
function targetOf(action: OverrideAction, name: string, latest: PastSnapshot | undefined): Target {
  if (latest === undefined) return { target: name };
  if (action === "hold" || action === "release") return areaIn(name, latest);
  return nameIn(
    name,
    latest.forecast.units.map(({ unit }) => unit),
    "unit",
  );
}

export async function overrideCommand(
  action: OverrideAction,
  name: string,
  { out, reason, who = user(), count = true }: OverrideOptions,
): Promise<ExitCode> {
  const latest = readSnapshot(await textIn(out, names.latest));
  const found = targetOf(action, name, latest);
  if ("problem" in found) {
    process.stderr.write(`mlm: ${cleanText(found.problem)}\n`);
    return exitCodes.usage;
  }
  const { target } = found;
  const counts = action === "block" && !count ? { counts: false } : {};
  await leaveOverride(out, { time: Date.now(), action, target, reason, who, ...counts });
  process.stderr.write(
    `mlm: ${action} ${cleanText(target)} is left in ${out}; the night takes it at its next look\n`,
  );
  return exitCodes.done;
}
