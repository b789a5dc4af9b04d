/** What the sampler kept of a chain, draw by draw. */
import type { SamplerStatistics } from "../../engines/nuts/index.js";
import type { ArrayReader, ArrayWriter } from "./array-store.js";
import { fault } from "./fault.js";
import { storedNumber, type Fields, type StoredFields } from "./fields.js";

export function writeStatistics(
  statistics: SamplerStatistics,
  { store }: ArrayWriter,
): StoredFields {
  const { divergentPositions, seconds } = statistics;
  return {
    chain: statistics.chain,
    step_size: storedNumber(statistics.stepSize),
    inverse_metric: store(statistics.inverseMetric),
    ...(statistics.metricRank !== undefined && { metric_rank: statistics.metricRank }),
    log_density: store(statistics.logDensity),
    acceptance: store(statistics.acceptance),
    energy: store(statistics.energy),
    tree_depth: store(statistics.treeDepth),
    leapfrogs: store(statistics.leapfrogs),
    divergent: store(statistics.divergent),
    position_length: divergentPositions[0]?.length ?? 0,
    divergent_positions: store(
      Float64Array.from(divergentPositions.flatMap((one) => Array.from(one))),
    ),
    warmup_leapfrogs: statistics.warmupLeapfrogs,
    warmup_divergences: statistics.warmupDivergences,
    warmup_seconds: storedNumber(seconds.warmup),
    sampling_seconds: storedNumber(seconds.sampling),
  };
}

function readPositions(fields: Fields, arrays: ArrayReader): Float64Array[] {
  const dimension = fields.count("position_length");
  const all = arrays.floats(fields, "divergent_positions");
  const count = dimension === 0 ? 0 : all.length / dimension;
  if (!Number.isInteger(count))
    throw fault(`points of ${dimension} numbers`, `${all.length} numbers`);
  return Array.from({ length: count }, (_, i) => all.slice(i * dimension, (i + 1) * dimension));
}

export function readStatistics(
  fields: Fields,
  draws: number,
  arrays: ArrayReader,
): SamplerStatistics {
  return {
    chain: fields.count("chain"),
    stepSize: fields.number("step_size"),
    inverseMetric: arrays.floats(fields, "inverse_metric"),
    ...(fields.has("metric_rank") && { metricRank: fields.count("metric_rank") }),
    logDensity: arrays.floats(fields, "log_density", draws),
    acceptance: arrays.floats(fields, "acceptance", draws),
    energy: arrays.floats(fields, "energy", draws),
    treeDepth: arrays.bytes(fields, "tree_depth", draws),
    leapfrogs: arrays.shorts(fields, "leapfrogs", draws),
    divergent: arrays.bytes(fields, "divergent", draws),
    divergentPositions: readPositions(fields, arrays),
    warmupLeapfrogs: fields.count("warmup_leapfrogs"),
    warmupDivergences: fields.count("warmup_divergences"),
    seconds: {
      warmup: fields.number("warmup_seconds"),
      sampling: fields.number("sampling_seconds"),
    },
  };
}
