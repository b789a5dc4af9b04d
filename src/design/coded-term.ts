/** The columns of one coded term: products of its components, the first component slowest. */
import type { TermComposition } from "./design-blocks.js";
import type { CodedFactors } from "./choose-codings.js";
import type { CategoricalComponent, ComponentValue, NumericComponent } from "./component-value.js";
import type { ContrastMatrix } from "./contrasts.js";
import { contrastMatrix } from "./contrasts.js";
import type { Component } from "./term.js";

/** A categorical component with the coding that this term gives it. */
export interface CodedFactor {
  readonly kind: "categorical";
  readonly component: CategoricalComponent;
  readonly matrix: ContrastMatrix;
}

export type CodedComponent = CodedFactor | NumericComponent;

export interface CodedTerm {
  readonly name: string;
  readonly components: readonly CodedComponent[];
  readonly columnNames: readonly string[];
}

/** The labels that a component gives to its columns; undefined for a single numeric column. */
function labelsOf(component: CodedComponent): readonly string[] | undefined {
  if (component.kind === "categorical") return component.matrix.labels;
  return component.columns.length > 1 ? component.columns.map((_, k) => String(k)) : undefined;
}

/** `x`; `eth[Black]`; `a:b[a2, b2]`; `poly(x, 2)[0]`. */
function nameColumns(name: string, components: readonly CodedComponent[]): readonly string[] {
  let joined: readonly string[] = [""];
  for (const labels of components.map(labelsOf)) {
    if (!labels) continue;
    joined = joined.flatMap((left) =>
      labels.map((label) => (left === "" ? label : `${left}, ${label}`)),
    );
  }
  const bare = components.every((component) => labelsOf(component) === undefined);
  return bare ? [name] : joined.map((labels) => `${name}[${labels}]`);
}

/** The number of columns, without making them. */
export function countColumns(components: readonly CodedComponent[]): number {
  return components.reduce(
    (count, component) =>
      count *
      (component.kind === "categorical"
        ? component.matrix.labels.length
        : component.columns.length),
    1,
  );
}

/** The components of a term that a block of columns has, with their contrasts. */
export function codeComponents(
  components: readonly Component[],
  values: ReadonlyMap<string, ComponentValue>,
  coding: CodedFactors,
): { readonly name: string; readonly components: readonly CodedComponent[] } {
  const kept = components.flatMap(({ key, label }): { label: string; coded: CodedComponent }[] => {
    const value = values.get(key);
    if (!value) throw new Error(`${label} was not evaluated`);
    if (value.kind === "numeric") return [{ label, coded: value }];
    const way = coding.get(key);
    if (!way) return [];
    const matrix = contrastMatrix(value.contrast, value.levels, way);
    return [{ label, coded: { kind: "categorical", component: value, matrix } }];
  });
  return {
    name: kept.map(({ label }) => label).join(":"),
    components: kept.map(({ coded }) => coded),
  };
}

export function codedTerm(name: string, components: readonly CodedComponent[]): CodedTerm {
  return { name, components, columnNames: nameColumns(name, components) };
}

export function compositionOf(components: readonly CodedComponent[]): TermComposition {
  const categorical = components.filter(({ kind }) => kind === "categorical").length;
  if (categorical === 0) return "numeric";
  return categorical === components.length ? "categorical" : "mixed";
}

/** The product of two columns; undefined stands for ones. */
export function multiply(left: Float64Array | undefined, right: Float64Array): Float64Array {
  return left ? left.map((value, row) => value * right[row]!) : right;
}

function factorColumn({ component, matrix }: CodedFactor, column: number): Float64Array {
  const width = matrix.labels.length;
  const { codes } = component;
  const values = new Float64Array(codes.length);
  for (let row = 0; row < codes.length; row++) {
    values[row] = matrix.values[codes[row]! * width + column]!;
  }
  return values;
}

/** Every column of the term as numbers per row. */
export function denseColumns({ components }: CodedTerm): readonly Float64Array[] {
  let products: readonly (Float64Array | undefined)[] = [undefined];
  for (const component of components) {
    const own =
      component.kind === "numeric"
        ? component.columns
        : component.matrix.labels.map((_, column) => factorColumn(component, column));
    products = products.flatMap((left) => own.map((right) => multiply(left, right)));
  }
  return products.filter((column) => column !== undefined);
}
