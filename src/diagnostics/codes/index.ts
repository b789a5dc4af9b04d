/** The table of all diagnostic codes, gathered from the stages. */
import type { CodeEntry } from "./code-entry.js";
import { dataCodes } from "./data-codes.js";
import { designCodes } from "./design-codes.js";
import { engineCodes } from "./engine-codes.js";
import { modelCodes } from "./model-codes.js";
import { networkCodes } from "./network-codes.js";
import { sessionCodes } from "./session-codes.js";
import { surveyCodes } from "./survey-codes.js";
import { syntaxCodes } from "./syntax-codes.js";

export type DiagnosticCode =
  | keyof typeof syntaxCodes
  | keyof typeof dataCodes
  | keyof typeof designCodes
  | keyof typeof modelCodes
  | keyof typeof engineCodes
  | keyof typeof networkCodes
  | keyof typeof sessionCodes
  | keyof typeof surveyCodes;

export const diagnosticCodes: Readonly<Record<DiagnosticCode, CodeEntry>> = {
  ...syntaxCodes,
  ...dataCodes,
  ...designCodes,
  ...modelCodes,
  ...engineCodes,
  ...networkCodes,
  ...sessionCodes,
  ...surveyCodes,
};
