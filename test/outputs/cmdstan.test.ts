import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { exportFit, summary } from "../../src/index.js";
import type { OutputFile, Posterior } from "../../src/index.js";
import { stanColumns } from "../../src/outputs/stan-names.js";
import { hostileFit, hostileLevels } from "./fitted.js";

const textOf = (files: readonly OutputFile[], name: string): string =>
  String(files.find((file) => file.name === name)?.contents);

const program = `
  files <- commandArgs(TRUE)
  fit <- suppressWarnings(rstan::read_stan_csv(files))
  table <- posterior::summarise_draws(
    posterior::as_draws(fit), "mean", "sd", "ess_bulk", "ess_tail", "rhat")
  for (i in seq_len(nrow(table)))
    cat(table$variable[i], sprintf("%.15g", unlist(table[i, -1])), sep = "\\t", fill = 1e6)
`;
const needsR = 'q(status = !all(c("rstan", "posterior") %in% rownames(installed.packages())))';
const hasReaders = spawnSync("Rscript", ["-e", needsR]).status === 0;

describe("CmdStan's CSV of a fit by nuts", () => {
  let posterior: Posterior;
  let files: readonly OutputFile[];
  beforeAll(async () => {
    posterior = await hostileFit();
    files = await exportFit(posterior, "out/full.csv");
  });

  it("is a file a chain, and a table of names", () => {
    expect(files.map(({ name }) => name)).toEqual([
      "out/full_1.csv",
      "out/full_2.csv",
      "out/full-names.csv",
    ]);
  });

  it("has configuration, header, adaptation, draws and times in the order of CmdStan", () => {
    const lines = textOf(files, "out/full_2.csv").trimEnd().split("\n");
    const kinds = lines.map((line) =>
      line.startsWith("#") ? "#" : line.startsWith("lp__") ? "h" : "d",
    );
    expect(kinds.join("")).toMatch(/^#+h#{4}d{50}#{5}$/u);
    const header = lines.find((line) => line.startsWith("lp__"));
    const own = "lp__,accept_stat__,stepsize__,treedepth__,n_leapfrog__,divergent__,energy__,";
    expect(header?.startsWith(own)).toBe(true);
    expect(lines.filter((line) => line.startsWith("# id = "))).toEqual(["# id = 2"]);
    expect(lines).toContain("# Adaptation terminated");
    expect(lines).toContain("#     num_samples = 50");
  });

  it("names columns as Stan does, whatever the levels are called", () => {
    const header = textOf(files, "out/full_1.csv")
      .split("\n")
      .find((line) => line.startsWith("lp__"));
    const names = header?.split(",").slice(7) ?? [];
    expect(names.length).toBe(posterior.draws.parameters.length);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names)
      expect(name).toMatch(/^[A-Za-z][A-Za-z0-9]*(_[A-Za-z0-9]+)*(\.\d+)?$/u);
    expect(names).toContain("r_chain_g.7");
    expect(names).toContain("sd_1_g");
    expect(names).toContain("a.3");
  });

  it("has no text of the data beside the table of names", () => {
    for (const { name, contents } of files.filter(({ name }) => !name.endsWith("names.csv"))) {
      expect(name).toMatch(/_\d\.csv$/u);
      expect(contents).toMatch(/^[\n\x20-\x7e]*$/u);
      for (const level of hostileLevels.slice(1)) expect(contents).not.toContain(level);
    }
  });

  it("tells in a table which column is which parameter", () => {
    const names = textOf(files, "out/full-names.csv");
    expect(names.split("\n")[0]).toBe("column,parameter,role,term");
    expect(names).toContain("sigma,sigma,auxiliary,sigma");
    expect(names).toContain('r_1_g.4,"1|g[a,b ""q""]",group,1|g');
  });

  it("keeps every digit", () => {
    const [, second] = textOf(files, "out/full_1.csv")
      .split("\n")
      .filter((line) => /^[-\d]/u.test(line));
    const { parameters, values } = posterior.draws;
    const at = parameters.findIndex(({ name }) => name === "Intercept");
    expect(Number(second?.split(",")[7 + at])).toBe(values[parameters.length + at]);
  });

  it.skipIf(!hasReaders)(
    "gives rstan and posterior the numbers of our own summary",
    () => {
      const folder = mkdtempSync(join(tmpdir(), "mlm-cmdstan-"));
      const paths = files.map(({ name, contents }) => {
        const path = join(folder, name.slice("out/".length));
        writeFileSync(path, contents);
        return path;
      });
      writeFileSync(join(folder, "read.R"), program);
      const chains = paths.filter((path) => /_\d\.csv$/u.test(path));
      const { stdout } = spawnSync("Rscript", [join(folder, "read.R"), ...chains]);
      rmSync(folder, { recursive: true });
      const theirs = stdout
        .toString()
        .trimEnd()
        .split("\n")
        .map((line) => line.split("\t"));
      const rows = summary(posterior).rows;
      const columns = stanColumns(posterior.draws.parameters);
      expect(theirs.map(([name]) => name)).toEqual([
        ...columns.map(({ name }) => name.replace(/\.(\d+)$/u, "[$1]")),
        "lp__",
      ]);
      columns.forEach(({ parameter }, position) => {
        const row = rows[parameter];
        const own =
          row && "rHat" in row ? [row.mean, row.sd, row.essBulk, row.essTail, row.rHat] : [];
        expect(own.length).toBe(5);
        own.forEach((value, column) => {
          const their = Number(theirs[position]?.[column + 1]);
          expect(Math.abs(their - value)).toBeLessThan(1e-6 * Math.max(1, Math.abs(value)));
        });
      });
    },
    60_000,
  );
});

describe("CmdStan's CSV of draws that no chain made", () => {
  it("is one file of the sampler without parameters", async () => {
    const posterior = await hostileFit({ engine: "inla", draws: 40 });
    const files = await exportFit(posterior, "quick.csv");
    expect(files.map(({ name }) => name)).toEqual(["quick_1.csv", "quick-names.csv"]);
    const lines = textOf(files, "quick_1.csv").split("\n");
    expect(lines).toContain("#     algorithm = fixed_param");
    expect(lines.find((line) => line.startsWith("lp__"))).toMatch(
      /^lp__,accept_stat__,Intercept,/u,
    );
    expect(lines.filter((line) => line.startsWith("0,0,")).length).toBe(40);
  });
});
