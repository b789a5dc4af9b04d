/**
 * Compiles assembly/ and portable/ to WebAssembly and writes the module into
 * generated/wasm-binary.ts. With --check it writes nothing and fails when that file is not what it
 * would write. The dispatch over kernels is generated here from graph/plan/kernel-signatures.ts.
 */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { base64Constant, compileAssembly, settleModule } from "../../scripts/compile-assembly.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, "generated", "wasm-binary.ts");

/** The kernels in the order of their opcodes: [name, arguments, returns a sum]. */
async function readSignatures() {
  const text = readFileSync(join(here, "..", "graph", "plan", "kernel-signatures.ts"), "utf8");
  const { outputText } = ts.transpileModule(text, {
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
  });
  const tables = await import(`data:text/javascript,${encodeURIComponent(outputText)}`);
  const rows = (table, returns) =>
    Object.entries(table).map(([name, parameters]) => ({ name, parameters, returns }));
  return [
    ...rows(tables.predictorKernels, false),
    ...rows(tables.linkKernels, false),
    ...rows(tables.likelihoodKernels, true),
  ];
}

/** Which file of which folder defines a kernel; the portable ones take a memory as first argument. */
const sources = {
  assembly: ["predictor-kernels", "gather-kernels", "link-kernels", "likelihood-kernels"],
  portable: [
    "link-kernels",
    "binomial-kernels",
    "count-kernels",
    "gamma-kernels",
    "beta-kernels",
    "student-t-kernels",
  ],
};

function locateKernels() {
  const found = new Map();
  for (const [folder, files] of Object.entries(sources)) {
    for (const file of files) {
      const text = readFileSync(join(here, folder, `${file}.ts`), "utf8");
      for (const [, name] of text.matchAll(/^export function (\w+)/gm)) {
        found.set(name, { folder, path: `./${folder}/${file}` });
      }
    }
  }
  return found;
}

/**
 * The entry module: exports every kernel and `runProgram`, which runs a block program from its
 * instruction stream (see instruction-stream.ts).
 */
function entryModule(signatures) {
  const located = locateKernels();
  const imports = [];
  const wrappers = [];
  const cases = [];
  for (const [opcode, { name, parameters, returns }] of signatures.entries()) {
    const source = located.get(name);
    if (source === undefined) throw new Error(`no kernel named ${name}`);
    const memory = source.folder === "portable" ? "0, " : "";
    imports.push(`import { ${name} as kernel_${name} } from "${source.path}";`);
    const typed = parameters.map((parameter) => `${parameter}: i32`).join(", ");
    wrappers.push(
      `export function ${name}(${typed}): ${returns ? "f64" : "void"} {` +
        ` ${returns ? "return " : ""}kernel_${name}(${memory}${parameters.join(", ")}); }`,
    );
    const loads = parameters.slice(0, -1).map((_, i) => `operand(pc, ${i}, block)`);
    const call = `kernel_${name}(${memory}${[...loads, "rows"].join(", ")})`;
    cases.push(`      case ${opcode}: ${returns ? "blockSum += " : ""}${call}; break;`);
  }
  return [
    ...imports,
    ...wrappers,
    readFileSync(join(here, "assembly", "run-program.ts"), "utf8").replace(
      "      // CASES",
      cases.join("\n"),
    ),
  ].join("\n");
}

function generatedModule(wasm, signatures) {
  return [
    "/** The kernels as WebAssembly, in base64. Written by `npm run kernels`; do not edit. */",
    "",
    "/** Kernel names in the order of their opcodes. */",
    "export const kernelOrder: readonly string[] = [",
    ...signatures.map(({ name }) => `  "${name}",`),
    "];",
    "",
    ...base64Constant(wasm),
  ].join("\n");
}

const signatures = await readSignatures();
const wasm = await compileAssembly({
  folder: here,
  entry: entryModule(signatures),
  substitutes: ["memory", "float-bits"],
  shared: true,
});
settleModule(target, wasm, generatedModule(wasm, signatures));
