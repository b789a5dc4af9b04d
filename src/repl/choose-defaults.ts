/** `.data` and `.family`: what coming formulas are fitted to, and as what. */
import { families, findFamily } from "../vocabulary/index.js";
import { dataNames } from "./prompt-state.js";
import { nearestHelp, refuse, refuseArgument, type TypedCommand } from "./typed-command.js";

function refuseData(typed: TypedCommand, names: readonly string[]): false {
  const name = typed.call.argument;
  const expected =
    names.length > 0 ? names.join(" or ") : 'data, as by data NAME = read("file.csv")';
  if (name === "") {
    const message = "`.data` needs the name of data";
    return refuse(typed, { code: "bad-argument", message, expected });
  }
  const other = typed.state.session.values().some((value) => value.name === name);
  return refuseArgument(typed, {
    code: other ? "not-data" : "unknown-name",
    message: other ? `\`${name}\` is not data` : `no data are called \`${name}\``,
    expected,
    ...nearestHelp(name, names),
  });
}

export function chooseData(typed: TypedCommand): boolean {
  const { state, call } = typed;
  const names = dataNames(state.session.values());
  if (!names.includes(call.argument)) return refuseData(typed, names);
  state.chosen = call.argument;
  state.write(`formulas are fitted to ${call.argument}\n`);
  return true;
}

function refuseFamily(typed: TypedCommand): false {
  const name = typed.call.argument;
  const known = [...Object.keys(families), "auto"];
  const expected = known.join(", ");
  if (name === "") {
    const message = "`.family` needs the name of a family";
    return refuse(typed, { code: "bad-argument", message, expected });
  }
  const message = `there is no family \`${name}\``;
  const help = nearestHelp(name, known);
  return refuseArgument(typed, { code: "unknown-family", message, expected, ...help });
}

export function chooseFamily(typed: TypedCommand): boolean {
  const { state, call } = typed;
  const family = findFamily(call.argument);
  if (family === undefined && call.argument !== "auto") return refuseFamily(typed);
  state.family = family?.name;
  state.write(
    family ? `coming formulas are ${family.name}\n` : "the response decides on the family\n",
  );
  return true;
}
