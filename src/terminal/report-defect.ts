/** A defect of mlm at the prompt: told, not fatal. */

/** What was thrown, with what it means for the person who sees it; `trace` adds where it came from. */
export function defectText(error: unknown, version: string, trace: boolean): string {
  const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const [firstLine = ""] = what.split("\n");
  const stack = trace && error instanceof Error ? `${error.stack ?? ""}\n` : "";
  return `internal error of mlm ${version}: ${firstLine}
This is a defect of mlm, not of your program; please report it with what you typed (MLM_TRACE=1 adds a trace). Every name keeps its value.
${stack}`;
}
