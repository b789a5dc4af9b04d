/** Drives the built program in a real pseudo-terminal, by util-linux's `script`. */
import { spawn, spawnSync } from "node:child_process";
import { mainFile } from "../cli/run-cli.js";

export const hasPseudoTerminal: boolean = spawnSync("script", ["--version"]).status === 0;

export interface Terminal {
  type(keys: string): void;
  /** Resolves once text shows up that was not there at the last call; rejects when it does not. */
  see(text: string): Promise<string>;
  /** The exit code. */
  ended(): Promise<number | null>;
}

const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** Seconds after which text that has not appeared will not. */
const patience = 20;

export function openTerminal(
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>>,
): Terminal {
  const command = [process.execPath, mainFile, ...args].map(quote).join(" ");
  const child = spawn("script", ["-qfec", command, "/dev/null"], {
    cwd,
    env: { ...process.env, TERM: "xterm", ...env },
  });
  let shown = "";
  let read = 0;
  let code: number | null | undefined;
  const listeners = new Set<() => void>();
  const tell = (): void => listeners.forEach((listener) => listener());
  child.stdout.on("data", (chunk: Buffer) => {
    shown += chunk.toString();
    tell();
  });
  child.on("close", (status) => {
    code = status;
    tell();
  });
  const until = <Result>(what: string, find: () => Result | undefined): Promise<Result> =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        listeners.delete(look);
        reject(new Error(`${what} did not appear in:\n${shown.slice(read)}`));
      }, 1000 * patience);
      const look = (): void => {
        const found = find();
        if (found === undefined) return;
        clearTimeout(timer);
        listeners.delete(look);
        resolve(found);
      };
      listeners.add(look);
      look();
    });
  return {
    type: (keys) => void child.stdin.write(keys),
    see: (text) =>
      until(text, () => {
        const at = shown.indexOf(text, read);
        if (at < 0) return undefined;
        const part = shown.slice(read, at + text.length);
        read = at + text.length;
        return part;
      }),
    ended: () =>
      until("the end", () => (code === undefined ? undefined : { code })).then((end) => end.code),
  };
}
