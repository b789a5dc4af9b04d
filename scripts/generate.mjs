// `npm run generate`: writes the kernels' binary, the grammar's artefacts, the pages and the expected prints.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { generateFiles } from "./generated-files.mjs";

execFileSync(process.execPath, ["src/kernels/build-kernels.mjs"], { stdio: "inherit" });
for (const { path, content } of await generateFiles()) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  console.log(`wrote ${path}`);
}
