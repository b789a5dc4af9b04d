/**
 * Kills a fit in a process of its own again and again at random moments and lets it go on; compares its
 * draws with those of a run without a break. By hand: `npm run build && node test/node/kill-and-resume.mjs 20`.
 */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const child = fileURLToPath(new URL("./killed-run.mjs", import.meta.url));

/** With options of Node before the program. */
export function unbrokenRun(given, options = []) {
  const { stdout, stderr } = spawnSync(process.execPath, [...options, child, "-", ...given]);
  if (stdout.length === 0) throw new Error(String(stderr));
  return String(stdout);
}

/** What the process wrote, or undefined where it was killed before. */
function runFor(milliseconds, file, given) {
  return new Promise((resolve) => {
    const running = spawn(process.execPath, [child, file, ...given]);
    let out = "";
    running.stdout.on("data", (text) => (out += text));
    running.stderr.pipe(process.stderr);
    const timer = setTimeout(() => running.kill("SIGKILL"), milliseconds);
    running.on("close", (code) => {
      clearTimeout(timer);
      resolve(code === 0 ? out : undefined);
    });
  });
}

/** Killed at each of these milliseconds after its start, then left to end; what it wrote then, and how many of the killed left a checkpoint. */
export async function killedRun(moments, given) {
  const folder = mkdtempSync(join(tmpdir(), "mlm-killed-"));
  const file = join(folder, "run.checkpoint");
  try {
    let checkpoints = 0;
    for (const moment of moments) {
      await runFor(moment, file, given);
      if (existsSync(file)) checkpoints++;
    }
    return { written: await runFor(2 ** 30, file, given), checkpoints };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function main(times) {
  const given = ["2", "3000", "auto", "3000"];
  const begun = performance.now();
  const whole = unbrokenRun(given);
  const length = performance.now() - begun;
  console.log(`a run without a break: ${(length / 1000).toFixed(1)} s, ${whole.slice(0, 16)}`);
  let same = 0;
  for (let time = 1; time <= times; time++) {
    const moments = [Math.random() * length];
    const { written, checkpoints } = await killedRun(moments, given);
    if (written === whole) same++;
    const from = checkpoints > 0 ? "from its checkpoint" : "before its first checkpoint";
    const verdict = written === whole ? "same" : "OTHER";
    console.log(`killed after ${moments[0].toFixed(0)} ms, ${from}: ${verdict}`);
  }
  console.log(`${same} of ${times} the same`);
  process.exitCode = same === times ? 0 : 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(Number(process.argv[2] ?? 20));
