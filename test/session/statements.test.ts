import { describe, expect, it } from "vitest";
import { runText } from "./run-text.js";

describe("assignments and bare statements", () => {
  it("computes with numbers, texts and truth values", async () => {
    const { value, errors } = await runText(
      'seed = 1\nnext = seed + 2 ** 3\nfile = "out/" + "a.csv"\nyes = not (next < 9) and true\nparts = [1, "two", yes]\n',
    );
    expect(errors).toEqual([]);
    expect(value("next")).toEqual({ kind: "number", value: 9 });
    expect(value("file")).toEqual({ kind: "text", value: "out/a.csv" });
    expect(value("yes")).toEqual({ kind: "boolean", value: true });
    expect(value("parts")).toMatchObject({ kind: "list", items: [{}, { value: "two" }, {}] });
  });

  it("numbers unnamed results in order and shows a named one under its name", async () => {
    const { outcome, events } = await runText("a = 1\na + 1\na\na + 2\n");
    expect(outcome.results.map(({ name }) => name)).toEqual(["a", "1", "2"]);
    const shown = events.flatMap((event) => (event.kind === "shown" ? [event.result.name] : []));
    expect(shown).toEqual(["1", "a", "2"]);
  });

  it("takes the program's seed into the outcome", async () => {
    expect((await runText("seed = 7\n")).outcome.seed).toBe(7);
    expect((await runText("x = 7\n")).outcome.seed).toBeUndefined();
  });

  it("points at an operator that has no meaning", async () => {
    expect((await runText('a = 1 + "b"\n')).errors).toEqual(["bad-operation @ +"]);
    expect((await runText('a = -"b"\n')).errors).toEqual(['bad-operation @ -"b"']);
    expect((await runText("a = {x: 1}\n")).errors).toEqual(["bad-operation @ {x: 1}"]);
  });
});

describe("mistakes", () => {
  it("are all reported in one run, and what depends on a failed statement stays silent", async () => {
    const { errors } = await runText(
      'data a = read("none.csv")\nb = filter(a, x > 1)\nc = sumary(b)\nd = group(bb, by = x)\ne = fit(1)\n',
    );
    expect(errors).toEqual([
      'file-not-readable @ "none.csv"',
      "unknown-verb @ sumary",
      "unknown-name @ bb",
      "bad-argument @ 1",
    ]);
  });

  it("name the nearest verb, name and argument", async () => {
    const { outcome } = await runText(
      'full = 1\nsumary(full)\nsummary(ful)\ndata d = read("d.csv")\nderive(data = d, x = 1, data = d)\nsummary(fit = full, al = true)\n',
      { "d.csv": "a\n1\n" },
    );
    const helps = outcome.diagnostics.map(({ help }) => help);
    expect(helps).toContain("did you mean `summary`?");
    expect(helps).toContain("did you mean `full`?");
    expect(helps).toContain("did you mean `all`?");
    expect(outcome.diagnostics.map(({ message }) => message)).toContain("`data` is given twice");
  });

  it("leave the statements that do not depend on them their values", async () => {
    const { value, outcome } = await runText("a = 1\nb = nothing(a)\nc = a + 1\n");
    expect(value("c")).toEqual({ kind: "number", value: 2 });
    expect(outcome.hasErrors).toBe(true);
  });

  it("keep every fit and file from being made, with a note that says so", async () => {
    const { codes, host, value } = await runText(
      'data d = read("d.csv")\nmodel m on d { y ~ x }\nf = fit(m)\nsave(d, "copy.csv")\nbad(d)\n',
      { "d.csv": "y,x\n1,2\n2,3\n3,5\n4,4\n" },
    );
    expect(codes).toContain("nothing-fitted");
    expect(value("f")).toBeUndefined();
    expect(host.written.size).toBe(0);
  });

  it("say of engines of the language that they are not in this version", async () => {
    const { errors } = await runText(
      'data d = read("d.csv")\nmodel m on d { y ~ x }\nf = fit(m, engine = optimize)\ng = fit(m, engine = nutz)\n',
      { "d.csv": "y,x\n1,2\n2,3\n3,5\n4,4\n" },
    );
    expect(errors).toEqual(["not-in-this-version @ optimize", "bad-argument @ nutz"]);
  });
});

describe("--set", () => {
  it("replaces the value of an assignment by a number, a text or a truth value", async () => {
    const text = "seed = 1\nword = 'a'\nflag = false\nseed + 1\n";
    const { value, errors } = await runText(
      text,
      {},
      {
        set: { seed: "3", word: "b c", flag: "true" },
      },
    );
    expect(errors).toEqual([]);
    expect(value("1")).toEqual({ kind: "number", value: 4 });
    expect(value("word")).toEqual({ kind: "text", value: "b c" });
    expect(value("flag")).toEqual({ kind: "boolean", value: true });
  });

  it("gives a value to a name that the program uses without assigning it", async () => {
    const { value, errors } = await runText("b = a + 1\n", {}, { set: { a: "-1.5e1" } });
    expect(errors).toEqual([]);
    expect(value("b")).toEqual({ kind: "number", value: -14 });
  });

  it("is refused for a name that the program does not use, with the nearest one", async () => {
    const { outcome } = await runText("seed = 1\n", {}, { set: { sed: "3" } });
    expect(outcome.unusedSettings).toEqual([
      "--set sed: the program does not use a name `sed`; did you mean `seed`?",
    ]);
    expect(outcome.results).toEqual([]);
  });

  it("is refused for a declaration", async () => {
    const { outcome } = await runText('data d = read("d.csv")\n', {}, { set: { d: "3" } });
    expect(outcome.unusedSettings).toEqual(["--set d: `d` is declared as data and stays so"]);
  });
});
