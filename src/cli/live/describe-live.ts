/** The commands of `mlm live` for the command line; each is loaded when it is used. */
import { Option, type Command } from "commander";
import type { OverrideAction } from "../../workflows/election-night/log/index.js";
import type { CalibrateOptions, StateOptions } from "./after-commands.js";
import type { FeedCheckOptions } from "./feed-check-command.js";
import type { OverrideOptions } from "./override-command.js";
import type { LiveOptions } from "./live-settings.js";
import type { SimulateOptions } from "./simulate-command.js";

const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value];

const columnOption = (): Option =>
  new Option("--column <part=name>", "the feed's own name of a part of a message; repeatable")
    .argParser(collect)
    .default([], "unit, counted, share or pct, time, seq");

const completeOption = (): Option =>
  new Option("--complete", "a count without a share of the expected count is final");

const outOption = (): Option =>
  new Option("--out <dir>", "the folder of the night").default("snapshots");

async function run(file: string, options: LiveOptions): Promise<void> {
  const { runLive } = await import("./run-live.js");
  process.exitCode = await runLive(file, options);
}

async function checkFeed(feed: string, options: FeedCheckOptions): Promise<void> {
  const { feedCheckCommand } = await import("./feed-check-command.js");
  process.exitCode = await feedCheckCommand(feed, options);
}

async function state(options: StateOptions): Promise<void> {
  const { stateCommand } = await import("./after-commands.js");
  process.exitCode = await stateCommand(options);
}

async function calibrate(folder: string, options: CalibrateOptions): Promise<void> {
  const { calibrateCommand } = await import("./after-commands.js");
  process.exitCode = await calibrateCommand(folder, options);
}

async function simulate(file: string, options: SimulateOptions): Promise<void> {
  const { simulateCommand } = await import("./simulate-command.js");
  process.exitCode = await simulateCommand(file, options);
}

function addOverride(live: Command, action: OverrideAction, what: string, summary: string): void {
  const command = live
    .command(action)
    .description(summary)
    .argument(`<${what}>`, what === "unit" ? "a unit of the night" : "district=13, 13, or all")
    .addOption(outOption())
    .requiredOption("--reason <text>", "why; it is logged and shown")
    .option("--who <name>", "who decides; the user of this machine by default");
  if (action === "block") command.option("--no-count", "its count does not stand either");
  command.action(async (name: string, options: OverrideOptions) => {
    const { overrideCommand } = await import("./override-command.js");
    process.exitCode = await overrideCommand(action, name, options);
  });
}

function addRun(live: Command, modelOptions: readonly Option[]): void {
  const command = live
    .command("run", { isDefault: true })
    .description("follow a feed: snapshots, a log and a page into a folder")
    .argument("<file>", "a model file with a statement night = live(...)")
    .requiredOption(
      "--feed <where>",
      "an http(s) address, a file, a folder, or - for standard input",
    )
    .option("--every <seconds>", "between looks at the feed", "60")
    .addOption(outOption())
    .option("--once", "look once, write a snapshot and end")
    .option("--rehearse", "play a past feed by its own times, without waiting")
    .option("--seed <number>", "a value for the name seed of the file")
    .option("--night <name>", "which night, where the file makes several")
    .option("--title <text>", "heading of the page")
    .option("--zone <zone>", "time zone of the page, such as America/New_York", "UTC")
    .addOption(completeOption())
    .addOption(columnOption())
    .option("--crosswalk <file>", "a table from, to, share of units that were split or renamed")
    .option(
      "--publish-at <share>",
      "share of units that must have reported; that of the file by default",
    )
    .option("--areas-at <share>", "share of areas with a unit in before anything is published")
    .option("--gap <minutes>", "hold after so long without news")
    .option("--reported-at <share>", "a unit is in with so much of its expected count")
    .option(
      "--plausible <low,high>",
      "multiples of the last count outside which a unit is excluded",
    )
    .option("--timeout <seconds>", "for an answer from an address", "20");
  for (const option of modelOptions) command.addOption(option);
  command.action(run);
}

/** `modelOptions` are those of every command that runs a file. */
export function describeLive(program: Command, modelOptions: readonly Option[]): void {
  const live = program.command("live").description("election night: forecasts while units report");
  addRun(live, modelOptions);
  live
    .command("simulate")
    .description("a feed for a rehearsal from a table of results, on standard output")
    .argument("<file>", "a table with a row a unit: unit, counted")
    .addOption(columnOption())
    .addOption(
      new Option("--order <order>", "who reports first")
        .choices(["random", "small-first"])
        .default("random"),
    )
    .option("--size <column>", "the column by which units are small; the count by default")
    .option("--begin <time>", "when the night begins", "2026-11-03T19:00-05:00")
    .option("--hours <number>", "how long it lasts", "4")
    .option("--seed <number>", "seed of the random numbers", "1")
    .action(simulate);
  live
    .command("check")
    .description("what a feed looks like: units, repetitions, refusals, totals")
    .argument("<feed>", "an address, a file, a folder, or -")
    .option("--out <dir>", "the folder of a night whose units are expected")
    .addOption(completeOption())
    .addOption(columnOption())
    .action(checkFeed);
  live
    .command("state")
    .description("the snapshot of a moment")
    .addOption(outOption())
    .option("--at <time>", "21:35 in UTC, or 2026-11-03T21:35-05:00; the last one by default")
    .option("--json", "the snapshot itself")
    .action(state);
  live
    .command("calibrate")
    .description("after the night: coverage, width and error of its snapshots")
    .argument("<dir>", "the folder of the night")
    .addOption(
      new Option("--show <what>", "which table")
        .choices(["stages", "pit", "settled"])
        .default("stages"),
    )
    .action(calibrate);
  addOverride(live, "block", "unit", "the model does not learn from a unit any more");
  addOverride(live, "unblock", "unit", "a blocked unit counts as its messages say again");
  addOverride(live, "hold", "area", "an area, or everything, is not published");
  addOverride(live, "release", "area", "what was held is published when the gates say so");
}
