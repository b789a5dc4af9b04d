/** Compiles a C program at bench time and talks to it: numbers of evaluations in, CPU time each out. */
import { execFileSync, spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";

const sources = join(import.meta.dirname, "c");

/** The flags that every C figure stands for; -ffast-math is left out on purpose. */
export const cFlags = ["-O3", "-march=native"];

export function gccVersion() {
  try {
    return execFileSync("gcc", ["-dumpfullversion"], { encoding: "utf8" }).trim();
  } catch {
    return undefined;
  }
}

export function compileC(source, defines, directory) {
  const output = join(directory, `${source}-${Object.values(defines).join("-")}`);
  const flags = Object.entries(defines).map(([name, value]) => `-D${name}=${value}`);
  execFileSync("gcc", [...cFlags, ...flags, "-o", output, join(sources, `${source}.c`), "-lm"], {
    stdio: ["ignore", "inherit", "inherit"],
  });
  return output;
}

/** A running program: `evaluate(n)` resolves to microseconds of CPU per gradient, value and checksum. */
export function startC(program, dataFile) {
  const child = spawn(program, [dataFile], { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async evaluate(count) {
      child.stdin.write(`${count}\n`);
      const { value, done } = await lines.next();
      if (done) throw new Error(`${program} ended`);
      const [us, logLikelihood, checksum] = value.split(" ").map(Number);
      return { us, logLikelihood, checksum };
    },
    stop: () => child.stdin.end(),
  };
}
