/** Restores the state of a sampler, plain data throughout, from a copy that a thread or a file kept. */

type NumberArray = Float64Array | Int32Array | Uint8Array | Uint16Array | Uint32Array;

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function isNumberArray(value: unknown): value is NumberArray {
  return ArrayBuffer.isView(value) && !(value instanceof DataView);
}

/** Same kind and length, so that the values can be copied. */
function restoreArray(into: NumberArray, from: unknown): boolean {
  if (!isNumberArray(from) || from.constructor !== into.constructor) return false;
  if (from.length !== into.length) return false;
  into.set(from);
  return true;
}

/**
 * Copies values from `from` into an object that was opened for the same chain: arrays keep their place,
 * numbers are replaced. False where `from` has not the same parts with values of the same kinds; what was
 * copied before that stays copied.
 */
export function restoreState(into: object, from: unknown): boolean {
  if (!isObject(from) || !isObject(into)) return false;
  if (Array.isArray(into) && (!Array.isArray(from) || from.length !== into.length)) return false;
  for (const [key, value] of Object.entries(into)) {
    const given = Object.hasOwn(from, key) ? from[key] : undefined;
    if (isNumberArray(value)) {
      if (!restoreArray(value, given)) return false;
    } else if (isObject(value)) {
      if (!restoreState(value, given)) return false;
    } else {
      if (typeof given !== typeof value) return false;
      into[key] = given;
    }
  }
  return true;
}
