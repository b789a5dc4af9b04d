/** The table of all diagnostic codes, gathered from the stages. */
import { dataCodes } from "./data-codes.js";
import { designCodes } from "./design-codes.js";
import { engineCodes } from "./engine-codes.js";
import { modelCodes } from "./model-codes.js";
import { sessionCodes } from "./session-codes.js";
import { syntaxCodes } from "./syntax-codes.js";
import type { CodeEntry } from "./code-entry.js";

const table = {
  ...syntaxCodes,
  ...dataCodes,
  ...designCodes,
  ...modelCodes,
  ...engineCodes,
  ...sessionCodes,
} as const;

export type DiagnosticCode = keyof typeof table;

export const diagnosticCodes: Readonly<Record<DiagnosticCode, CodeEntry>> = table;
