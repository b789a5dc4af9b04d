/** What the process's exit code says. */
export const exitCodes = {
  done: 0,
  /** The program has errors, or mlm itself failed. */
  errors: 1,
  /** The command line was not understood. */
  usage: 2,
  /** Finished, but a fit's diagnostics say that its result is not to be trusted, or it was stopped. */
  untrusted: 3,
  /** Ended by a second Ctrl-C, as shells number it. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
