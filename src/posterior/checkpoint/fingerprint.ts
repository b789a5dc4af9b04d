/** What a fit is a fit of: fits with one fingerprint have the same draws. */
import type { CompiledModel } from "../../compiler/compiled-model.js";
import type { NutsSettings } from "../../engines/nuts/index.js";
import type { ChainJob } from "../chain-runner.js";
import { toBytes } from "./plain-bytes.js";

/** Text for text; what can be said to differ is told apart. */
export interface Fingerprint {
  readonly version: string;
  readonly model: string;
  readonly data: string;
  readonly coordinates: string;
  /** By the names that users give them. */
  readonly settings: Readonly<Record<string, string>>;
}

async function digest(data: unknown): Promise<string> {
  const hash = await crypto.subtle.digest("SHA-256", toBytes(data));
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** How long a run is changes none of its draws. */
const lengths: ReadonlySet<string> = new Set<keyof NutsSettings>(["draws", "until", "time"]);

const namesOfUsers: Readonly<Record<string, string>> = {
  targetAccept: "target_accept",
  maxTreeDepth: "max_treedepth",
};

function settingsThatCount(settings: NutsSettings): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(settings)
      .filter(([name]) => !lengths.has(name))
      .map(([name, value]) => [namesOfUsers[name] ?? name, String(value)] as const),
  );
}

export async function fingerprintOf(
  { plan, parameters }: Pick<CompiledModel, "plan" | "parameters">,
  settings: NutsSettings,
  map: ChainJob["coordinates"],
  version: string,
): Promise<Fingerprint> {
  const structure = { ...plan, data: [], notes: [] };
  return {
    version,
    model: await digest({ structure, parameters }),
    data: await digest(plan.data),
    coordinates: await digest(map ?? null),
    settings: settingsThatCount(settings),
  };
}

/** The first thing in which two differ, in words; undefined where they are one. */
export function differenceOf(
  saved: Fingerprint,
  wanted: Fingerprint,
): { readonly what: string; readonly found?: string; readonly expected?: string } | undefined {
  if (saved.version !== wanted.version)
    return {
      what: "another version of mlm",
      found: saved.version,
      expected: wanted.version,
    };
  for (const name of Object.keys({ ...saved.settings, ...wanted.settings })) {
    const [found, expected] = [saved.settings[name], wanted.settings[name]];
    if (found !== expected)
      return {
        what: "a fit with other settings",
        found: `${name} = ${found ?? "not set"}`,
        expected: `${name} = ${expected ?? "not set"}`,
      };
  }
  if (saved.model !== wanted.model)
    return { what: "a fit of another model (formula, family, priors or levels)" };
  if (saved.data !== wanted.data) return { what: "a fit of the same model on other data" };
  if (saved.coordinates !== wanted.coordinates) return { what: "a fit in other coordinates" };
  return undefined;
}
