// Reads the log of a test run and ends with one line: how many tests passed, failed and were skipped.
import { readFileSync } from "node:fs";
import { stripVTControlCharacters } from "node:util";

const [, , file] = process.argv;
const log = stripVTControlCharacters(readFileSync(file, "utf8"));
const totals = log.split("\n").findLast((line) => /^\s*Tests\s+\d/.test(line));
const count = (word) => Number(new RegExp(`(\\d+) ${word}`).exec(totals ?? "")?.[1] ?? 0);
const [passed, failed, skipped] = ["passed", "failed", "skipped"].map(count);

if (totals === undefined) console.log(`${file} holds no test results`);
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = totals !== undefined && passed > 0 && failed === 0 ? 0 : 1;
