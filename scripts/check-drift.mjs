// Fails when a committed file differs from what would be generated now, and says which.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { generateFiles } from "./generated-files.mjs";

const drifted = (await generateFiles())
  .filter(({ path, content }) => !existsSync(path) || readFileSync(path, "utf8") !== content)
  .map(({ path }) => path);

const kernels = spawnSync(process.execPath, ["src/kernels/build-kernels.mjs", "--check"], {
  stdio: "inherit",
});
if (kernels.status !== 0) drifted.push("src/kernels/generated");

for (const path of drifted) console.error(`${path} is not what \`npm run generate\` would write`);
if (drifted.length === 0) console.log("generated files are up to date");
process.exitCode = drifted.length === 0 ? 0 : 1;
