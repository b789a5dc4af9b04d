/** Whether the fits among values can be used: what exit code 3 says of a run or a conversation. */
import type { Value } from "../report/index.js";

/** False when a fit or a training was stopped or its diagnostics say that it is not to be trusted, and when a table says so. */
export async function areTrusted(values: readonly Value[]): Promise<boolean> {
  const tables = values.flatMap((value) =>
    value.kind === "table" ? [value] : value.kind === "estimates" ? [value.table] : [],
  );
  if (tables.some(({ doubtful }) => doubtful)) return false;
  const networks = values.flatMap((value) => (value.kind === "network" ? [value] : []));
  if (networks.some(({ diagnostics }) => diagnostics.length > 0)) return false;
  const fits = values.flatMap((value) => (value.kind === "fit" ? [value] : []));
  if (fits.length === 0) return true;
  const { untrustworthy } = await import("../posterior/index.js");
  return fits.every((fit) => !fit.interrupted && !untrustworthy(fit.diagnostics));
}
