/**
 * The bytes of a saved fit: a mark, the version of the format, a checksum, a JSON header, and arrays of
 * numbers. All numbers are little-endian; arrays begin at multiples of eight bytes.
 *
 *     0  "mlmfit" CR LF      16  length of the header in bytes
 *     8  version             20  checksum of everything from 24 on
 *    12  zero                24  header, arrays
 */
import { checksum } from "./checksum.js";
import { fault } from "./fault.js";
import { fieldsOf } from "./fields.js";

/** Carriage return and line feed: a transfer that rewrites line ends spoils the mark itself. */
const mark = Uint8Array.from("mlmfit\r\n", (character) => character.charCodeAt(0));
const version = 1;
const headerStart = 24;

const arrayTypes = {
  f64: Float64Array,
  f32: Float32Array,
  i32: Int32Array,
  u16: Uint16Array,
  u8: Uint8Array,
};
type ArrayType = keyof typeof arrayTypes;
export type StoredArray = Float64Array | Float32Array | Int32Array | Uint16Array | Uint8Array;

export interface Container {
  readonly header: unknown;
  readonly arrays: readonly StoredArray[];
}

const aligned = (offset: number): number => Math.ceil(offset / 8) * 8;

/** Typed arrays have the machine's order of bytes, which is the file's on every machine that runs this. */
const bytesOf = ({ buffer, byteOffset, byteLength }: StoredArray): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

function typeOf(array: StoredArray): ArrayType {
  if (array instanceof Float64Array) return "f64";
  if (array instanceof Float32Array) return "f32";
  if (array instanceof Int32Array) return "i32";
  return array instanceof Uint16Array ? "u16" : "u8";
}

/** `header` is plain JSON. */
export function writeContainer(header: unknown, arrays: readonly StoredArray[]): Uint8Array {
  const table = arrays.map((array) => [typeOf(array), array.length]);
  const text = new TextEncoder().encode(JSON.stringify({ header, arrays: table }));
  let length = aligned(headerStart + text.length);
  const starts = arrays.map((array) => {
    const start = length;
    length = aligned(length + array.byteLength);
    return start;
  });
  const bytes = new Uint8Array(length);
  bytes.set(text, headerStart);
  arrays.forEach((array, position) => bytes.set(bytesOf(array), starts[position]));
  const view = new DataView(bytes.buffer);
  bytes.set(mark);
  view.setUint32(8, version, true);
  view.setUint32(16, text.length, true);
  view.setUint32(20, checksum(bytes.subarray(headerStart)), true);
  return bytes;
}

export function isContainer(bytes: Uint8Array): boolean {
  return bytes.length >= mark.length && mark.every((byte, position) => bytes[position] === byte);
}

/** The JSON text of the header, after the whole is found to be what was written. */
function headerOf(bytes: Uint8Array): unknown {
  if (bytes.length < headerStart) throw fault("a whole saved fit", `only ${bytes.length} bytes`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const written = view.getUint32(8, true);
  if (written !== version) throw fault(`version ${version} of the format`, `version ${written}`);
  if (view.getUint32(20, true) !== checksum(bytes.subarray(headerStart)))
    throw fault("bytes that agree with their checksum", "bytes that were changed or are missing");
  const end = headerStart + view.getUint32(16, true);
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(headerStart, end));
    return JSON.parse(text) as unknown;
  } catch {
    throw fault("a header in JSON", "other text");
  }
}

function readArray(bytes: Uint8Array, type: ArrayType, start: number, length: number): StoredArray {
  const { BYTES_PER_ELEMENT: size } = arrayTypes[type];
  const end = start + length * size;
  if (end > bytes.length) throw fault(`an array of ${length} numbers`, "the end of the file");
  const copy = new Uint8Array(end - start);
  copy.set(bytes.subarray(start, end));
  return new arrayTypes[type](copy.buffer);
}

/** Throws a fault for bytes that `writeContainer` cannot have written. */
export function readContainer(bytes: Uint8Array): Container {
  const fields = fieldsOf(headerOf(bytes), "the header");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let start = aligned(headerStart + view.getUint32(16, true));
  const arrays = fields.list("arrays", (entry, path) => {
    const pair = fieldsOf(entry, path);
    const type = pair.word("0", Object.keys(arrayTypes) as ArrayType[]);
    const array = readArray(bytes, type, start, pair.count("1"));
    start = aligned(start + array.byteLength);
    return array;
  });
  return { header: fields.value("header"), arrays };
}
