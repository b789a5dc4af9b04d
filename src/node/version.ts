/** The version that package.json states. */
import { readFileSync } from "node:fs";

/** The file stands three folders above the compiled commands, two above their sources. */
function readManifest(): unknown {
  const depth = import.meta.url.endsWith(".ts") ? "../../" : "../../../";
  return JSON.parse(readFileSync(new URL(`${depth}package.json`, import.meta.url), "utf8"));
}

export function readVersion(): string {
  const manifest = readManifest();
  const known = typeof manifest === "object" && manifest !== null && "version" in manifest;
  return known ? String(manifest.version) : "unknown";
}
