/** The Node host: files below the model's folder, and whatever --allow opens. */
import { readFile, readdir, realpath, stat } from "node:fs/promises";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { nearestName } from "../diagnostics/index.js";
import type { ChainRunner } from "../posterior/index.js";
import type { FileContents, FileProblem, FileProblemReason, Host } from "../session/index.js";
import { checkpointAt } from "./checkpoint-file.js";
import { laplaceThreads } from "./laplace-threads.js";
import { marginsThreads } from "./margins-threads.js";
import { writeWhole } from "./write-whole.js";

export interface NodeHostOptions {
  /** The model's folder: names of files in the program are relative to it. */
  readonly folder: string;
  /** Further folders that the program may read and write. */
  readonly allow?: readonly string[];
  /** Where saved files go instead of the model's folder. */
  readonly out?: string;
  /** The most bytes that one file may have, after decompression; half a gibibyte by default. */
  readonly largestFile?: number;
  readonly runner: ChainRunner;
}

const defaultLargestFile = 2 ** 29;
const decompress = promisify(gunzip);

function problem(reason: FileProblemReason, message: string, help?: string): FileProblem {
  return { kind: "problem", reason, message, ...(help !== undefined && { help }) };
}

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : "";

/** The path with symbolic links resolved as far as it exists. */
async function resolveLinks(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : join(await resolveLinks(parent), basename(path));
  }
}

function isBelow(path: string, folder: string): boolean {
  const steps = relative(folder, path);
  return steps === "" || (steps !== ".." && !steps.startsWith(`..${sep}`) && !isAbsolute(steps));
}

/** The absolute path when it lies, links resolved, in an open folder; else what is wrong with it. */
async function locate(
  name: string,
  base: string,
  open: readonly string[],
): Promise<string | FileProblem> {
  if (name.includes("\0")) return problem("absent", "a file name has no NUL character");
  const path = resolve(base, name);
  const real = await resolveLinks(path);
  for (const folder of open) if (isBelow(real, await resolveLinks(folder))) return path;
  return problem(
    "outside",
    `\`${name}\` is outside the model's folder`,
    "run mlm with --allow FOLDER to open another folder to the program",
  );
}

/** An absent file, with the nearest name that its folder has. */
async function describeAbsent(name: string, path: string): Promise<FileProblem> {
  const names = await readdir(dirname(path)).catch(() => []);
  const nearest = nearestName(basename(path), names);
  const help = nearest === undefined ? undefined : `did you mean \`${nearest}\`?`;
  return problem("absent", `there is no file \`${name}\``, help);
}

async function decompressed(
  name: string,
  bytes: Uint8Array,
  limit: number,
): Promise<FileContents | FileProblem> {
  if (!name.toLowerCase().endsWith(".gz")) return { kind: "contents", bytes };
  try {
    return { kind: "contents", bytes: await decompress(bytes, { maxOutputLength: limit }) };
  } catch (error) {
    if (codeOf(error) === "ERR_BUFFER_TOO_LARGE")
      return problem("too-large", `\`${name}\` decompresses to more than ${limit} bytes`);
    return problem("damaged", `\`${name}\` is not a whole gzip file`);
  }
}

async function read(
  name: string,
  path: string,
  limit: number,
): Promise<FileContents | FileProblem> {
  try {
    const about = await stat(path);
    if (!about.isFile()) return problem("not-a-file", `\`${name}\` is not a file`);
    if (about.size > limit) return problem("too-large", `\`${name}\` has more than ${limit} bytes`);
    return await decompressed(name, await readFile(path), limit);
  } catch (error) {
    if (codeOf(error) === "ENOENT" || codeOf(error) === "ENOTDIR")
      return describeAbsent(name, path);
    return problem("unreadable", `\`${name}\` cannot be read (${codeOf(error)})`);
  }
}

/** Files of one program; remembers what was read, so that nothing is written over it. */
export function nodeHost(options: NodeHostOptions): Host {
  const { folder, allow = [], out, largestFile = defaultLargestFile } = options;
  const readable = [folder, ...allow];
  const writable = [out ?? folder, ...allow];
  const wasRead = new Set<string>();
  const locateForWriting = async (name: string): Promise<string | FileProblem> => {
    const path = await locate(name, out ?? folder, writable);
    if (typeof path !== "string" || !wasRead.has(await resolveLinks(path))) return path;
    return problem("unwritable", `\`${name}\` would overwrite data that this program reads`);
  };
  return {
    runner: options.runner,
    laplaceThreads: laplaceThreads(),
    marginsRunner: marginsThreads(),
    async networkRunner(job, hooks) {
      const { networkThreads } = await import("./network-threads.js");
      return networkThreads()(job, hooks);
    },
    async predictionRunner(job) {
      const { predictionThreads } = await import("./prediction-threads.js");
      return predictionThreads()(job);
    },
    rasterise: async (svg) => (await import("./rasterise.js")).rasterise(svg),
    now: () => performance.now() / 1000,
    async query(sql, frames, signal) {
      const { queryByDuckDb } = await import("./duckdb-query.js");
      return queryByDuckDb(sql, frames, signal);
    },
    async readFile(name) {
      const path = await locate(name, folder, readable);
      if (typeof path !== "string") return path;
      wasRead.add(await resolveLinks(path));
      return read(name, path, largestFile);
    },
    async checkWritable(name) {
      const path = await locateForWriting(name);
      return typeof path === "string" ? undefined : path;
    },
    async writeFile(name, contents) {
      const path = await locateForWriting(name);
      if (typeof path !== "string") return path;
      const failed = await writeWhole(path, contents);
      if (failed === undefined) return { kind: "written" };
      return problem("unwritable", `\`${name}\` cannot be written (${failed})`);
    },
    async openCheckpoint(name) {
      const path = await locateForWriting(name);
      return typeof path === "string" ? checkpointAt(name, path) : path;
    },
  };
}
