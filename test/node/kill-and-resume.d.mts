/** The types of the script beside it. */
export function unbrokenRun(given: readonly string[], options?: readonly string[]): string;
export function killedRun(
  moments: readonly number[],
  given: readonly string[],
): Promise<{ readonly written: string | undefined; readonly checkpoints: number }>;
