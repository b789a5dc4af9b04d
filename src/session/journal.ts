/** The statements of a session that worked, what each was made from, and the program that they make. */
import { isPlainName } from "../language/index.js";

/** Where a name stands in a statement's text, back-quotes included. */
export interface NamePlace {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

export interface KeptStatement {
  readonly text: string;
  /** Absent for a bare expression. */
  readonly declares?: NamePlace;
  /** Every place that takes its value from a name of the session. */
  readonly uses: readonly NamePlace[];
}

export interface Journal {
  keep(statement: KeptStatement): void;
  /** Names whose present values were made, directly or not, from the present value of `name`. */
  dependantsOf(name: string): readonly string[];
  /** A program that runs: each name is declared once, in the order and with the meaning of the session. */
  program(taken: Iterable<string>): string;
}

/** A statement with the positions in the journal of the declarations that its uses meant, -1 for none. */
interface Entry extends KeptStatement {
  readonly meant: readonly number[];
}

type Latest = ReadonlyMap<string, number>;

function dependantsOf(name: string, entries: readonly Entry[], latest: Latest): readonly string[] {
  const origin = latest.get(name);
  if (origin === undefined) return [];
  const reached = new Set([origin]);
  return entries.flatMap(({ declares, meant }, at) => {
    if (declares === undefined || !meant.some((source) => reached.has(source))) return [];
    reached.add(at);
    return declares.name !== name && latest.get(declares.name) === at ? [declares.name] : [];
  });
}

/** Positions worth writing: a replaced declaration only where something that is written means it. */
function neededOf(entries: readonly Entry[], latest: Latest): ReadonlySet<number> {
  const needed = new Set<number>();
  const meant = new Set<number>();
  for (const [at, entry] of [...entries.entries()].reverse()) {
    const { declares } = entry;
    if (declares !== undefined && latest.get(declares.name) !== at && !meant.has(at)) continue;
    needed.add(at);
    for (const source of entry.meant) meant.add(source);
  }
  return needed;
}

function freshName(name: string, taken: Set<string>): string {
  let count = 1;
  while (taken.has(`${name}_${count}`)) count++;
  taken.add(`${name}_${count}`);
  return `${name}_${count}`;
}

const wordsOf = ({ text }: KeptStatement): readonly string[] =>
  text.match(/[\p{L}_][\p{L}\p{M}\p{N}_.]*/gu) ?? [];

const written = (name: string): string => (isPlainName(name) ? name : `\`${name}\``);

/** The text with new names put in; a bare value that begins with a sign would go on from the line above. */
function rewrite(entry: Entry, at: number, renamed: ReadonlyMap<number, string>): string {
  const places = [
    ...entry.uses.map((place, use) => ({ ...place, to: renamed.get(entry.meant[use] ?? -1) })),
    ...(entry.declares === undefined ? [] : [{ ...entry.declares, to: renamed.get(at) }]),
  ];
  let { text } = entry;
  for (const { start, end, to } of places.sort((left, right) => right.start - left.start))
    if (to !== undefined) text = text.slice(0, start) + written(to) + text.slice(end);
  return entry.declares === undefined && /^[-+]/u.test(text) ? `(${text})` : text;
}

function writeProgram(
  entries: readonly Entry[],
  latest: Latest,
  givenNames: Iterable<string>,
): string {
  const needed = neededOf(entries, latest);
  const taken = new Set([...givenNames, ...entries.flatMap(wordsOf)]);
  const renamed = new Map<number, string>();
  for (const [at, { declares }] of entries.entries()) {
    if (declares === undefined || !needed.has(at)) continue;
    const { name } = declares;
    if (latest.get(name) !== at) renamed.set(at, freshName(name, taken));
  }
  return entries
    .flatMap((entry, at) => (needed.has(at) ? [`${rewrite(entry, at, renamed)}\n`] : []))
    .join("");
}

export function openJournal(): Journal {
  const entries: Entry[] = [];
  const latest = new Map<string, number>();
  return {
    keep(statement) {
      const meant = statement.uses.map(({ name }) => latest.get(name) ?? -1);
      if (statement.declares !== undefined) latest.set(statement.declares.name, entries.length);
      entries.push({ ...statement, meant });
    },
    dependantsOf: (name) => dependantsOf(name, entries, latest),
    program: (taken) => writeProgram(entries, latest, taken),
  };
}
