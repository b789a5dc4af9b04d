/** A predictor's tables and columns as block programs: linear predictor alone, and with the inverse link. */
import {
  blockRows,
  type KernelArgument,
  type KernelCall,
  type KernelName,
} from "../graph/index.js";
import { kernelCall } from "../graph/plan/kernel-call.js";
import {
  openDataRegion,
  openRegion,
  type DataRegion,
  type Region,
} from "../graph/plan/memory-layout.js";
import { openProgramMemory } from "../kernels/index.js";
import type { LinkName } from "../vocabulary/index.js";
import type { PredictorTable } from "./predictor-tables.js";
import type { PredictorColumn } from "./predictor-terms.js";

export interface ProgramParts {
  readonly rowCount: number;
  readonly link: LinkName;
  readonly offset: Float64Array | undefined;
  readonly tables: readonly PredictorTable[];
  readonly columns: readonly PredictorColumn[];
}

/** Buffers inside the programs' memory: written before a run, read after it. */
export interface PredictorProgram {
  /** What every row starts from. */
  readonly intercept: Float64Array;
  /** One per column. */
  readonly coefficients: Float64Array;
  /** One per table. */
  readonly entries: readonly Float64Array[];
  readonly eta: Float64Array;
  readonly mu: Float64Array;
  runPredictor(): void;
  runMean(): void;
}

const inverseLinks: Readonly<Record<Exclude<LinkName, "identity">, KernelName>> = {
  log: "inverse_log",
  logit: "inverse_logit",
  probit: "inverse_probit",
  cloglog: "inverse_cloglog",
  inverse: "inverse_inverse",
};

interface Place {
  readonly offset: number;
  readonly size: number;
  readonly argument: KernelArgument;
}

/** A private buffer; `stride` is what a block of rows takes of it. */
function place(scratch: Region, size: number, stride = 0): Place {
  const offset = scratch.reserve(8 * size);
  return { offset, size, argument: { kind: "private", offset, stride } };
}

/** Tables without a multiplier go three to a call. */
function lookUpCalls(
  tables: readonly PredictorTable[],
  entries: readonly Place[],
  out: KernelArgument,
  data: DataRegion,
): readonly KernelCall[] {
  const calls: KernelCall[] = [];
  const plain: { table: KernelArgument; index: KernelArgument }[] = [];
  tables.forEach(({ codes, multiplier }, i) => {
    const looked = { table: entries[i]!.argument, index: data.indices(codes) };
    if (multiplier === undefined) plain.push(looked);
    else {
      const x = data.numbers(multiplier);
      calls.push(kernelCall("gather_multiply_add", { out, ...looked, x }, "slopes"));
    }
  });
  for (let first = 0; first < plain.length; first += 3) {
    const batch = plain.slice(first, first + 3);
    const suffixes = batch.length === 1 ? [""] : ["1", "2", "3"];
    const named: Record<string, KernelArgument> = { out };
    batch.forEach(({ table, index }, k) => {
      named[`table${suffixes[k]!}`] = table;
      named[`index${suffixes[k]!}`] = index;
    });
    const kernel = (["gather_add", "gather_add2", "gather_add3"] as const)[batch.length - 1]!;
    calls.push(kernelCall(kernel, named, "terms"));
  }
  return calls;
}

function columnCalls(
  columns: readonly PredictorColumn[],
  beta: KernelArgument,
  out: KernelArgument,
  data: DataRegion,
): readonly KernelCall[] {
  if (columns.length === 0) return [];
  const { start, stride } = data.columns(columns.map(({ values }) => values));
  const columnStride = { kind: "count", value: stride } as const;
  const columnCount = { kind: "count", value: columns.length } as const;
  const named = { out, X: start, columnStride, columnCount, beta };
  return [kernelCall("columns_times", named, "numeric predictors")];
}

export function openPredictorProgram(parts: ProgramParts): PredictorProgram {
  const { rowCount, link, offset, tables, columns } = parts;
  const data = openDataRegion();
  const scratch = openRegion();
  const intercept = place(scratch, 1);
  const coefficients = place(scratch, columns.length);
  const entries = tables.map(({ codeCount }) => place(scratch, codeCount));
  const eta = place(scratch, rowCount, 8 * blockRows);
  const mu = link === "identity" ? eta : place(scratch, rowCount, 8 * blockRows);
  const out = eta.argument;
  const calls = [
    kernelCall("fill", { out, value: intercept.argument }, "intercept"),
    ...(offset ? [kernelCall("add_column", { out, x: data.numbers(offset) }, "offset")] : []),
    ...columnCalls(columns, coefficients.argument, out, data),
    ...lookUpCalls(tables, entries, out, data),
  ];
  const inverse =
    link === "identity"
      ? []
      : [kernelCall(inverseLinks[link], { mu: mu.argument, eta: out }, "inverse link")];
  const memory = openProgramMemory({
    blockPrograms: [
      { rowCount, calls },
      { rowCount, calls: [...calls, ...inverse] },
    ],
    data: data.contents,
    dataBytes: data.bytes,
    privateBytes: scratch.bytes,
  });
  const [runPredictor, runMean] = memory.runners;
  const view = ({ offset: at, size }: Place): Float64Array => memory.view(at, size);
  return {
    intercept: view(intercept),
    coefficients: view(coefficients),
    entries: entries.map(view),
    eta: view(eta),
    mu: view(mu),
    runPredictor: () => void runPredictor!(),
    runMean: () => void runMean!(),
  };
}
