/** `mlm new NAME`: a folder with a program that runs, and its data. */
import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { exitCodes } from "../terminal/exit-codes.js";
import type { ExitCode } from "../terminal/exit-codes.js";

/** Three folders above the compiled commands, two above their sources. */
const depth = import.meta.url.endsWith(".ts") ? "../../" : "../../../";
const starter = new URL(`${depth}models/starter/`, import.meta.url);

const dataFiles = ["cells.csv", "census.csv"] as const;

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

function complain(text: string): ExitCode {
  process.stderr.write(`mlm: ${text}\n`);
  return exitCodes.usage;
}

async function copyAll(folder: string, program: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const names = [...dataFiles.map((name) => [name, name]), ["starter.mlm", program]] as const;
  for (const [from = "", to = ""] of names)
    await writeFile(join(folder, to), await readFile(new URL(from, starter)), { flag: "wx" });
}

/** Overwrites nothing: a folder that is there already is a mistake. */
export async function newCommand(folder: string): Promise<ExitCode> {
  const name = basename(folder);
  if (!/^[\p{L}\p{N}_][\p{L}\p{N}_ .-]*$/u.test(name))
    return complain(`\`${name}\` is no name for a folder: letters, digits, _, - and . are`);
  if (await isThere(folder)) return complain(`${folder} is there already`);
  const program = `${name}.mlm`;
  try {
    await copyAll(folder, program);
  } catch (error) {
    return complain(error instanceof Error ? error.message : String(error));
  }
  const path = join(folder, program);
  process.stdout.write(`made ${path} with ${dataFiles.join(" and ")}\nnow: mlm run ${path}\n`);
  return exitCodes.done;
}
