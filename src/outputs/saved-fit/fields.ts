/** Reads plain JSON that may hold anything, field by field; whatever is not as expected is a fault. */
import { fault } from "./fault.js";

/** A record of plain JSON, as a part of a header. */
export type StoredFields = Readonly<Record<string, unknown>>;

export interface Fields {
  readonly has: (key: string) => boolean;
  readonly value: (key: string) => unknown;
  readonly text: (key: string) => string;
  readonly word: <Word extends string>(key: string, words: readonly Word[]) => Word;
  /** Any number, NaN and infinities included. */
  readonly number: (key: string) => number;
  /** A whole number from 0 up. */
  readonly count: (key: string) => number;
  readonly flag: (key: string) => boolean;
  readonly fields: (key: string) => Fields;
  readonly list: <Item>(
    key: string,
    read: (item: unknown, path: string) => Item,
  ) => readonly Item[];
  readonly texts: (key: string) => readonly string[];
  readonly keys: () => readonly string[];
}

const specialNumbers: ReadonlyMap<unknown, number> = new Map([
  ["NaN", NaN],
  ["Infinity", Infinity],
  ["-Infinity", -Infinity],
]);

/** A number as JSON holds it; what JSON has no number for is a text. */
export const storedNumber = (value: number): number | string =>
  Number.isFinite(value) ? value : String(value);

function kindOf(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  return Array.isArray(value) ? "a list" : `a ${typeof value}`;
}

function textOf(value: unknown, path: string): string {
  if (typeof value !== "string") throw fault(`a text as ${path}`, kindOf(value));
  return value;
}

export function numberOf(value: unknown, path: string): number {
  const number = specialNumbers.get(value) ?? value;
  if (typeof number !== "number") throw fault(`a number as ${path}`, kindOf(value));
  return number;
}

function countOf(value: unknown, path: string): number {
  const number = numberOf(value, path);
  if (Number.isSafeInteger(number) && number >= 0) return number;
  throw fault(`a whole number from 0 up as ${path}`, String(number));
}

function listOf<Item>(
  value: unknown,
  path: string,
  read: (item: unknown, path: string) => Item,
): readonly Item[] {
  if (!Array.isArray(value)) throw fault(`a list as ${path}`, kindOf(value));
  return value.map((item: unknown, position) => read(item, `${path}[${position}]`));
}

/** `path` names the value in faults. */
export function fieldsOf(value: unknown, path: string): Fields {
  if (typeof value !== "object" || value === null) throw fault(`fields in ${path}`, kindOf(value));
  const entries = new Map<string, unknown>(Object.entries(value));
  const at = (key: string): [unknown, string] => [entries.get(key), `${key} of ${path}`];
  return {
    has: (key) => entries.has(key),
    value: (key) => entries.get(key),
    text: (key) => textOf(...at(key)),
    word: (key, words) => {
      const text = textOf(...at(key));
      const known = words.find((word) => word === text);
      if (known === undefined) throw fault(`${words.join(" or ")} as ${key} of ${path}`, text);
      return known;
    },
    number: (key) => numberOf(...at(key)),
    count: (key) => countOf(...at(key)),
    flag: (key) => {
      const flag = entries.get(key);
      if (typeof flag !== "boolean")
        throw fault(`true or false as ${key} of ${path}`, kindOf(flag));
      return flag;
    },
    fields: (key) => fieldsOf(...at(key)),
    list: (key, read) => listOf(...at(key), read),
    texts: (key) => listOf(...at(key), textOf),
    keys: () => [...entries.keys()],
  };
}
