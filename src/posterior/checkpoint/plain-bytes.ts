/**
 * Plain data (numbers, texts, lists, objects, arrays of numbers) as bytes and back. The bytes: the length of
 * a JSON text in four bytes, the text, then the arrays of numbers, which the text names by their places,
 * each from a multiple of eight; numbers are little-endian, as on every machine that runs this. Reading
 * makes data and nothing else of any bytes.
 */

const arrayKinds = {
  Float64Array,
  Int32Array,
  Uint32Array,
  Uint16Array,
  Uint8Array,
} as const;

type ArrayKind = keyof typeof arrayKinds;
type NumberArray = InstanceType<(typeof arrayKinds)[ArrayKind]>;

const lengthBytes = 4;
const aligned = (length: number): number => Math.ceil(length / 8) * 8;

function kindOf(value: unknown): ArrayKind | undefined {
  const kinds = Object.keys(arrayKinds) as ArrayKind[];
  return kinds.find((kind) => value instanceof arrayKinds[kind]);
}

/** What JSON lacks: arrays by their places, and numbers that it would change. */
type Stand =
  | { readonly $array: readonly [kind: string, start: number, length: number] }
  | { readonly $number: string };

const isExact = (value: number): boolean => Number.isFinite(value) && !Object.is(value, -0);

/** Arrays are gathered into `sections` and stand in the text as their places. */
function standIn(value: unknown, sections: NumberArray[], used: { bytes: number }): unknown {
  if (typeof value === "number" && !isExact(value)) {
    const text = Object.is(value, -0) ? "-0" : String(value);
    return { $number: text } satisfies Stand;
  }
  const kind = kindOf(value);
  if (kind === undefined) return value;
  const array = value as NumberArray;
  const stand: Stand = { $array: [kind, used.bytes, array.length] };
  used.bytes = aligned(used.bytes + array.byteLength);
  sections.push(array);
  return stand;
}

export function toBytes(data: unknown): Uint8Array<ArrayBuffer> {
  const sections: NumberArray[] = [];
  const used = { bytes: 0 };
  const text = JSON.stringify(data, (_, value: unknown) => standIn(value, sections, used));
  const head = new TextEncoder().encode(text);
  const start = aligned(lengthBytes + head.length);
  const bytes = new Uint8Array(start + used.bytes);
  new DataView(bytes.buffer).setUint32(0, head.length, true);
  bytes.set(head, lengthBytes);
  let at = start;
  for (const { buffer, byteOffset, byteLength } of sections) {
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), at);
    at = aligned(at + byteLength);
  }
  return bytes;
}

function readArray([kind, at, length]: readonly unknown[], sections: Uint8Array): NumberArray {
  const opened = Object.hasOwn(arrayKinds, String(kind)) && arrayKinds[kind as ArrayKind];
  if (!opened || !Number.isSafeInteger(at) || !Number.isSafeInteger(length))
    throw new RangeError("no such array");
  const [start, count] = [Number(at), Number(length)];
  const end = start + count * opened.BYTES_PER_ELEMENT;
  if (start < 0 || count < 0 || end > sections.length) throw new RangeError("no such place");
  return new opened(sections.slice(start, end).buffer);
}

function takeBack(value: unknown, sections: Uint8Array): unknown {
  if (typeof value !== "object" || value === null) return value;
  if ("$array" in value && Array.isArray(value.$array)) return readArray(value.$array, sections);
  return "$number" in value ? Number(value.$number) : value;
}

/** Undefined where the bytes are not such data. */
export function fromBytes({ buffer, byteOffset, byteLength }: Uint8Array): unknown {
  // Not as what they came in: a slice of Node's Buffer is no copy.
  const bytes = new Uint8Array(buffer, byteOffset, byteLength);
  try {
    const length = new DataView(buffer, byteOffset, byteLength).getUint32(0, true);
    const text = new TextDecoder().decode(bytes.subarray(lengthBytes, lengthBytes + length));
    const sections = bytes.subarray(aligned(lengthBytes + length));
    return JSON.parse(text, (_, value: unknown) => takeBack(value, sections)) as unknown;
  } catch {
    return undefined;
  }
}
