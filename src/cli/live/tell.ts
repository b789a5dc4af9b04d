/** What the commands of a night say on standard error. */
import { exitCodes, type ExitCode } from "../../terminal/exit-codes.js";

export const tell = (line: string): void => void process.stderr.write(`mlm: ${line}\n`);

/** What is wrong with the command line is told, and is the end. */
export function usage(problem: string): ExitCode {
  tell(problem);
  return exitCodes.usage;
}
