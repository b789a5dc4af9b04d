// Everything that is derived from something else and committed, made anew from the built product.
import { extname } from "node:path";
import { format, resolveConfig } from "prettier";
import { generateExpected } from "./generate-expected.mjs";
import { generateGrammar } from "./generate-grammar.mjs";
import { generatePages } from "./generate-pages.mjs";
import { generateShapes } from "./generate-shapes.mjs";

/** Pages are laid out as the format check wants them. */
async function layOut({ path, content }) {
  if (extname(path) !== ".md") return { path, content };
  return {
    path,
    content: await format(content, { ...(await resolveConfig(path)), filepath: path }),
  };
}

/** Paths from the repository's root, each with the contents that it should have. */
export function generateFiles() {
  return Promise.all(
    [...generateGrammar(), ...generatePages(), ...generateExpected(), ...generateShapes()].map(
      layOut,
    ),
  );
}
