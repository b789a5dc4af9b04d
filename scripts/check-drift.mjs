// Fails when a committed file differs from what would be generated now, and says which.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { generateFiles } from "./generated-files.mjs";

const drifted = (await generateFiles())
  .filter(({ path, content }) => !existsSync(path) || readFileSync(path, "utf8") !== content)
  .map(({ path }) => path);

const modules = {
  "src/kernels/generated/wasm-binary.ts": "src/kernels/build-kernels.mjs",
  "src/kernels/generated/row-likelihoods-wasm.ts": "src/kernels/build-row-likelihoods.mjs",
  "src/math/near-normal/generated": "src/math/near-normal/build-near-normal.mjs",
  "src/math/sparse/generated": "src/math/sparse/build-factor.mjs",
};
for (const [path, build] of Object.entries(modules)) {
  const { status } = spawnSync(process.execPath, [build, "--check"], { stdio: "inherit" });
  if (status !== 0) drifted.push(path);
}

for (const path of drifted) console.error(`${path} is not what \`npm run generate\` would write`);
if (drifted.length === 0) console.log("generated files are up to date");
process.exitCode = drifted.length === 0 ? 0 : 1;
