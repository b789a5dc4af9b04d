/** Diagnostic codes that running a program's statements may report. */

export const sessionCodes = {
  "unknown-verb": {
    severity: "error",
    summary: "A call to something that is not a verb.",
  },
  "unknown-name": {
    severity: "error",
    summary: "A name that nothing declared before.",
  },
  "bad-argument": {
    severity: "error",
    summary: "An argument of a verb that it does not take or cannot use.",
  },
  "bad-operation": {
    severity: "error",
    summary: "An operator or expression that has no meaning for the values it is given.",
  },
  "not-data": {
    severity: "error",
    summary: "A declaration of data, or the data of a model, that is something else.",
  },
  "file-outside-folder": {
    severity: "error",
    summary: "A file outside the model's own folder that no --allow opens.",
  },
  "file-damaged": {
    severity: "error",
    summary: "A compressed file that does not decompress, or to more than may be read.",
  },
  "file-format-unknown": {
    severity: "error",
    summary: "A file name whose ending says no format that can be read or written.",
  },
  "file-not-written": {
    severity: "error",
    summary: "A file that could not be written, or that must not be overwritten.",
  },
  "not-a-saved-fit": {
    severity: "error",
    summary: "A file to load that is not a fit that mlm saved.",
  },
  "saved-fit-damaged": {
    severity: "error",
    summary: "A saved fit that is not whole, was changed, or is of another version.",
  },
  "fits-disagree": {
    severity: "warning",
    summary: "Two fits of one model differ by more than a tenth of a posterior sd.",
  },
  "fits-not-comparable": {
    severity: "error",
    summary: "Fits to compare have different rows, responses or weights.",
  },
  "default-settings": {
    severity: "note",
    summary: "Choices that were made because the program left them open.",
  },
  alignment: {
    severity: "note",
    summary: "Levels or areas that only the survey or only the population has.",
  },
  "nothing-fitted": {
    severity: "note",
    summary: "Statements that take long were not run, since the program has errors.",
  },
  "not-for-totals": {
    severity: "error",
    summary: "A question about rows, asked of a model whose response is known only as totals.",
  },
  "not-of-totals": {
    severity: "error",
    summary: "A question about totals of units, asked of a model whose rows have a response each.",
  },
} as const;
