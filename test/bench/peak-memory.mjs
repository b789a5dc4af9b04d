/** The highest resident size of this process, where the system tells. */
import { readFileSync, writeFileSync } from "node:fs";

/** Linux forgets the highest resident size when asked; elsewhere no figure is printed. */
export function resetPeak() {
  try {
    writeFileSync("/proc/self/clear_refs", "5");
  } catch {
    return;
  }
}

export function peakBytes() {
  try {
    return 1024 * Number(/VmHWM:\s*(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))[1]);
  } catch {
    return Number.NaN;
  }
}
