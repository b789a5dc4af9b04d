// Prints the stages of every gallery model, as `mlm compile --emit` does; kept under models/NAME/expected.
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";

const stages = ["ast", "design", "spec", "plan"];

const emit = (file, stage) =>
  execFileSync(process.execPath, ["dist/src/cli/main.js", "compile", file, "--emit", stage], {
    encoding: "utf8",
    maxBuffer: 2 ** 26,
    stdio: ["ignore", "pipe", "ignore"],
  });

/** Networks have no design and no plan to print. */
const print = (file, folder, wanted) =>
  wanted
    .map((stage) => ({ path: `${folder}/${stage}.txt`, content: emit(file, stage) }))
    .filter(({ content }) => content !== "");

/** Of a folder with several programs, each has its own prints, without the long syntax trees. */
function printsOf(name) {
  const folder = `models/${name}`;
  if (existsSync(`${folder}/${name}.mlm`))
    return print(`${folder}/${name}.mlm`, `${folder}/expected`, stages);
  return readdirSync(folder)
    .filter((file) => file.endsWith(".mlm"))
    .flatMap((file) =>
      print(`${folder}/${file}`, `${folder}/expected/${file.slice(0, -4)}`, stages.slice(1)),
    );
}

/** The expected prints, as paths from the repository's root and their contents. */
export function generateExpected() {
  return readdirSync("models").flatMap(printsOf);
}
