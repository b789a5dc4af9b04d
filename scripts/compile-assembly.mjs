/** Compiles AssemblyScript, with TypeScript files that both compilers read, into embedded modules. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import asc from "assemblyscript/asc";

/**
 * A file as AssemblyScript reads it: those of portable/ that `substitutes` names come from assembly/, without
 * TypeScript's `import type`, and `// @inline` comments become the decorators that no other tool can parse.
 */
function readSource(path, substitutes) {
  const own = path
    .replace(/\.js\.ts$/, ".ts")
    .replace(new RegExp(`portable(.)(${substitutes.join("|")})\\.ts$`), "assembly$1$2.ts");
  try {
    return readFileSync(own, "utf8")
      .replace(/^import type /gm, "import ")
      .replace(/^\/\/ @inline$/gm, "@inline");
  } catch {
    return null;
  }
}

const sharedMemory = ["--sharedMemory", "--enable", "threads"];

/** The module of an entry text that imports from `folder`. */
export async function compileAssembly({ folder, entry, substitutes, shared }) {
  let wasm;
  const { error, stderr } = await asc.main(
    [
      "entry.ts",
      "--outFile",
      "module.wasm",
      "--runtime",
      "stub",
      "--importMemory",
      "--initialMemory",
      "1",
      "--maximumMemory",
      "65536",
      ...(shared ? sharedMemory : []),
      "--enable",
      "simd",
      "--enable",
      "bulk-memory",
      "-O3",
      "--noAssert",
      "--converge",
      "--use",
      "abort=",
    ],
    {
      readFile: (name, base) =>
        name === "entry.ts"
          ? entry
          : readSource(join(base === "." ? folder : base, name), substitutes),
      writeFile: (name, contents) => {
        if (name.endsWith(".wasm")) wasm = contents;
      },
      listFiles: () => [],
    },
  );
  if (error) throw new Error(`${error.message}\n${stderr.toString()}`);
  return wasm;
}

/** The lines of a TypeScript constant `wasmBase64`. */
export function base64Constant(wasm) {
  const lines = Buffer.from(wasm)
    .toString("base64")
    .match(/.{1,100}/g);
  return [
    "export const wasmBase64: string = [",
    ...lines.map((line) => `  "${line}",`),
    '].join("");',
    "",
  ];
}

/** Writes a generated module; with --check it only fails when the file is not what would be written. */
export function settleModule(target, wasm, text) {
  if (!process.argv.includes("--check")) {
    writeFileSync(target, text);
    console.log(`wrote ${wasm.length} bytes of WebAssembly`);
  } else if (readFileSync(target, "utf8") !== text) {
    console.error(`${target} is out of date: run \`npm run kernels\``);
    process.exitCode = 1;
  }
}

/** Compiles the folder's `assembly/entry.ts` and settles its `generated/wasm-binary.ts`, which opens with `purpose`. */
export async function settleFolder(folder, { substitutes, purpose }) {
  const assembly = join(folder, "assembly");
  const entry = readFileSync(join(assembly, "entry.ts"), "utf8");
  const wasm = await compileAssembly({ folder: assembly, entry, substitutes, shared: false });
  const heading = `/** ${purpose} as WebAssembly, in base64. Written by \`npm run kernels\`; do not edit. */`;
  const text = [heading, "", ...base64Constant(wasm)].join("\n");
  settleModule(join(folder, "generated", "wasm-binary.ts"), wasm, text);
}
