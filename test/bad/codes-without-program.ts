/** Codes that no small program provokes within a test, each with the reason; other tests cover them. */
export const codesWithoutProgram: Readonly<Record<string, string>> = {
  "no-step-size": "needs a density too jagged for any step, which no family and prior here make",
  "no-normal-approximation":
    "needs a density that is nowhere finite around a path, which no family and prior here make",
  "network-stopped": "needs a signal from outside while a network is trained",
  interrupted: "needs a signal from outside while a fit runs",
  "calibration-fits-failed":
    "needs an engine that fails on data from proper priors, which none of them is known to do",
  "time-is-up": "says how many draws there were, which depends on the machine",
  resumed: "needs a run before it",
  "checkpoint-of-another-fit": "needs a run before it",
  "checkpoint-not-written": "needs a disk that is full",
  "nothing-drawn": "needs a signal from outside while a fit runs",
};
