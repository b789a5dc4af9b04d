// A night with a simple model, in a process that can be killed: node run-simple-night.mjs '{"feed":...,"out":...}'
import { fileURLToPath } from "node:url";
import { openFeed } from "../../../dist/src/node/live/open-feed.js";
import { machineClock } from "../../../dist/src/node/live/live-clock.js";
import { openLog } from "../../../dist/src/node/live/night-folder.js";
import { rehearse } from "../../../dist/src/node/live/rehearsal.js";
import { runNight } from "../../../dist/src/node/live/run-night.js";
import { nightPage } from "../../../dist/src/report/night-page/night-page.js";
import {
  readCrosswalk,
  usualRules,
} from "../../../dist/src/workflows/election-night/feed/index.js";
import { usualGates } from "../../../dist/src/workflows/election-night/gates/index.js";
import { stateOf } from "../../../dist/src/workflows/election-night/log/index.js";
import { makeUnits, simpleNight } from "../../workflows/election-night/simple-night.mjs";

/** A night whose model fails while a unit has so many votes. */
function failing(night, votes) {
  return {
    ...night,
    forecast(reports) {
      if (reports.some(({ counted }) => counted === votes)) throw new Error("no factor");
      return night.forecast(reports);
    },
  };
}

/** Resolves to the state at the end. */
export async function runSimpleNight(given, { signal, onLook } = {}) {
  const {
    feed,
    out,
    units = 120,
    every = 20,
    once = false,
    rehearsal = false,
    title = "A night",
    refresh = 60,
  } = given;
  const night = failing(simpleNight(makeUnits(units, given.makeUnits)), given.failOn);
  const log = await openLog(out);
  const state = stateOf(log.entries);
  const format = { by: night.by, ...given.format };
  const opened = await openFeed(feed, {
    format,
    positions: state.positions,
    clock: machineClock,
    final: once || rehearsal,
    ...given.url,
  });
  if (typeof opened === "string") throw new Error(opened);
  const stop = signal ?? new AbortController().signal;
  const again = rehearsal
    ? await rehearse(opened, every, stop)
    : { source: opened, clock: machineClock };
  const end = await runNight({
    night,
    settings: { rules: usualRules, gates: usualGates, crosswalk: readCrosswalk([]), seed: 1 },
    ...again,
    folder: out,
    log,
    every,
    once,
    signal: stop,
    version: "test",
    page: (shown) => nightPage({ ...shown, title, zone: "UTC", version: "test", refresh }),
    onLook: onLook ?? (() => undefined),
  });
  await log.close();
  return end;
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await runSimpleNight(JSON.parse(process.argv[2]), { onLook: () => process.stdout.write(".") });
