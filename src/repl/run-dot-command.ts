/** What the dot commands do; their mistakes are diagnostics like those of statements. */
import { verbs } from "../session/index.js";
import { chooseData, chooseFamily } from "./choose-defaults.js";
import { dotCommands, helpText } from "./dot-commands.js";
import { listModels, listNames } from "./list-values.js";
import { fitModel, runStatements, stillNamed, written } from "./prompt-state.js";
import { nearestHelp, refuse, refuseArgument, type TypedCommand } from "./typed-command.js";
import { verbHelp } from "./verb-help.js";

/** False when there was a mistake, which was reported. */
type Run = (typed: TypedCommand) => boolean | Promise<boolean>;

function sampleLast(typed: TypedCommand): boolean | Promise<boolean> {
  const { state, given } = typed;
  const model = stillNamed(state, state.models, "model").at(-1);
  if (model !== undefined) return fitModel(state, given, model, "nuts");
  const message = "there is no model yet to sample";
  return refuse(typed, { code: "unknown-name", message, help: "type a formula first" });
}

function compareLast(typed: TypedCommand): boolean | Promise<boolean> {
  const { state, given } = typed;
  const [first, second] = stillNamed(state, state.fits, "fit").slice(-2);
  if (first !== undefined && second !== undefined)
    return runStatements(state, given, `agreement(${written(first)}, ${written(second)})`);
  const message = "there are no two fits yet to compare";
  const help = "type a formula, then .nuts";
  return refuse(typed, { code: "unknown-name", message, help });
}

function plotLast(typed: TypedCommand): boolean | Promise<boolean> {
  const { state, given } = typed;
  const name = stillNamed(state, state.fits, "fit").at(-1);
  if (name === undefined) {
    const message = "there is no fit yet to draw";
    return refuse(typed, { code: "unknown-name", message, help: "type a formula first" });
  }
  const fit = state.session.values().find((one) => one.name === name)?.value;
  const { group, structured } =
    fit?.kind === "fit" ? fit.model.spec.design.predictor : { group: [], structured: [] };
  const effects = group.length + structured.length > 0;
  const plots = [
    `plot(${written(name)})`,
    ...(effects ? [`plot(${written(name)}, kind = caterpillar)`] : []),
  ];
  return runStatements(state, given, plots.join("\n"));
}

async function saveProgram(typed: TypedCommand): Promise<boolean> {
  const { state, call } = typed;
  const file = call.argument;
  if (file === "") {
    const message = "`.save` needs the name of a file";
    return refuse(typed, { code: "bad-argument", message, expected: ".save FILE" });
  }
  const result = await state.host.writeFile(file, state.session.program());
  if (result.kind === "written") {
    state.write(`wrote ${file}\n`);
    return true;
  }
  const { reason, message, help } = result;
  const code = reason === "outside" ? "file-outside-folder" : "file-not-written";
  return refuseArgument(typed, { code, message, ...(help !== undefined && { help }) });
}

function showHelp(typed: TypedCommand): boolean {
  const { state, call } = typed;
  const name = call.argument;
  const verb = verbs.find((one) => one.name === name);
  if (verb !== undefined || name === "") {
    state.write(verb === undefined ? helpText() : verbHelp(verb));
    return true;
  }
  const known = verbs.map((one) => one.name);
  const message = `there is no verb \`${name}\``;
  const help = nearestHelp(name, known);
  return refuseArgument(typed, { code: "unknown-verb", message, ...help });
}

function answerWith(text: (typed: TypedCommand) => string): Run {
  return (typed) => {
    typed.state.write(text(typed));
    return true;
  };
}

const runs: Readonly<Record<string, Run>> = {
  ".nuts": sampleLast,
  ".agreement": compareLast,
  ".plot": plotLast,
  ".data": chooseData,
  ".family": chooseFamily,
  ".models": answerWith(({ state }) => listModels(state.session.values())),
  ".names": answerWith(({ state }) => listNames(state.session.values())),
  ".save": saveProgram,
  ".help": showHelp,
};

function refuseUnknown(typed: TypedCommand): false {
  const { name } = typed.call;
  const known = dotCommands.map((one) => one.name);
  const message = `there is no command \`${name}\``;
  const expected = known.join(", ");
  return refuse(typed, { code: "unknown-verb", message, expected, ...nearestHelp(name, known) });
}

export function runDotCommand(typed: TypedCommand): boolean | Promise<boolean> {
  const { name, argument } = typed.call;
  const command = dotCommands.find((one) => one.name === name);
  if (command !== undefined && command.argument === undefined && argument !== "") {
    const message = `\`${name}\` takes nothing after its name`;
    return refuseArgument(typed, { code: "bad-argument", message });
  }
  const run = runs[name] ?? refuseUnknown;
  return run(typed);
}
