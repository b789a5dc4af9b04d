/** Where the reference data stand, and whether they are here at all: tests skip visibly where they are not. */
import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { fileURLToPath } from "node:url";

const sharedFolder = fileURLToPath(new URL("../../../shared/", import.meta.url));

export const sharedIsHere: boolean = existsSync(sharedFolder);

export function sharedPath(path: string): string {
  return sharedFolder + path;
}

export function readShared(path: string): Buffer {
  const bytes = readFileSync(sharedPath(path));
  return path.endsWith(".gz") ? gunzipSync(bytes) : bytes;
}

export function readSharedJson(path: string): unknown {
  return JSON.parse(readShared(path).toString("utf8"));
}
