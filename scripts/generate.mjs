// `npm run generate`: writes the binaries, the grammar's artefacts, the pages and the expected prints.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { generateFiles } from "./generated-files.mjs";

const builds = [
  "src/kernels/build-kernels.mjs",
  "src/kernels/build-row-likelihoods.mjs",
  "src/math/near-normal/build-near-normal.mjs",
  "src/math/sparse/build-factor.mjs",
];
for (const build of builds) execFileSync(process.execPath, [build], { stdio: "inherit" });
for (const { path, content } of await generateFiles()) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  console.log(`wrote ${path}`);
}
