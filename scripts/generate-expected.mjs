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

/** The expected prints, as paths from the repository's root and their contents. */
export function generateExpected() {
  return readdirSync("models")
    .filter((name) => existsSync(`models/${name}/${name}.mlm`))
    .flatMap((name) =>
      stages.map((stage) => ({
        path: `models/${name}/expected/${stage}.txt`,
        content: emit(`models/${name}/${name}.mlm`, stage),
      })),
    );
}
