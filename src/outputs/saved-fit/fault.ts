/** What is wrong with the contents of a saved fit; thrown while reading, and a diagnostic before it leaves. */

export interface SavedFitFault extends Error {
  readonly name: "SavedFitFault";
  readonly expected: string;
  readonly found: string;
}

export function fault(expected: string, found: string): SavedFitFault {
  const error = new Error(`expected ${expected}, found ${found}`);
  return Object.assign(error, { name: "SavedFitFault" as const, expected, found });
}

export function isFault(error: unknown): error is SavedFitFault {
  return error instanceof Error && error.name === "SavedFitFault";
}
