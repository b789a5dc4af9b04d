/** The outputs room: fits as files that other programs read, and our own files read back. */
export { fitFormatOf, type FitFormat } from "./fit-format.js";
export { fitFiles, type FitFilesOptions } from "./fit-files.js";
export { writeSavedNetwork } from "./saved-fit/write-saved-fit.js";
export type { OutputFile } from "./output-file.js";
export { checkSavedFit, readSavedFit, type SavedFitRequest } from "./saved-fit/read-saved-fit.js";
