/** A feed that is a file, or a folder into which files are put. */
import { readdir, readFile, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import type { FeedBody, FeedSource } from "./feed-source.js";
import type { BodyReader } from "./read-bodies.js";

/** A feed of a whole state is some megabytes. */
export const largestBody: number = 2 ** 26;

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : String(error);

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "it is not there",
  EACCES: "it may not be read",
};

function problemOf(source: string, error: unknown) {
  const code = codeOf(error);
  return { kind: "problem", source, message: `${source}: ${reasons[code] ?? code}` } as const;
}

async function bodyOf(path: string, source: string, whole: boolean): Promise<FeedBody> {
  const { size } = await stat(path);
  if (size > largestBody) throw new Error(`has more than ${largestBody} bytes`);
  return { source, bytes: await readFile(path), whole };
}

/** Hidden files are not part of a feed: what is written beside and renamed starts with a dot. */
async function namesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && !entry.name.startsWith("."));
  return files.map(({ name }) => name).sort();
}

interface FileOptions {
  readonly path: string;
  readonly reader: BodyReader;
  /** Nothing will be written any more: the last line is whole. */
  readonly final: boolean;
}

export function fileSource({ path, reader, final }: FileOptions): FeedSource {
  const name = basename(path);
  return {
    name,
    async look(now) {
      try {
        const batch = reader.read(await bodyOf(path, name, final), now);
        return { kind: "heard", batches: batch ? [batch] : [], ended: final };
      } catch (error) {
        return problemOf(name, error);
      }
    },
    close: () => undefined,
  };
}

/** Every file is read again when its size or its time has changed. */
export function folderSource({ path, reader, final }: FileOptions): FeedSource {
  const folder = basename(path);
  const seen = new Map<string, string>();
  return {
    name: folder,
    async look(now) {
      try {
        const batches = [];
        for (const name of await namesIn(path)) {
          const { size, mtimeMs } = await stat(join(path, name));
          const mark = `${size} ${mtimeMs}`;
          const isSettled = seen.get(name) === mark;
          if (isSettled && seen.get(`${name}\n`) === mark) continue;
          if (isSettled) seen.set(`${name}\n`, mark);
          seen.set(name, mark);
          const body = await bodyOf(join(path, name), `${folder}/${name}`, final);
          const batch = reader.read(body, now);
          if (batch) batches.push(batch);
        }
        return { kind: "heard", batches, ended: final };
      } catch (error) {
        return problemOf(folder, error);
      }
    },
    close: () => undefined,
  };
}
