/** Verbs and sources of the language that this version does not have; calls of them say so. */
export const laterVerbs: readonly string[] = [];
