/** The columns of a model's data as variables that can be held, varied and contrasted. */
import { findColumn, gradeColumn, reportUnknownColumn, selectRows } from "../../data/index.js";
import type { Column, DataFrame, FactorColumn, NumericColumn } from "../../data/index.js";
import { predictorColumns } from "../../design/index.js";
import type { DiagnosticSink } from "../../diagnostics/index.js";
import type { ModelSpec } from "../../model/model-spec.js";
import type { GivenName } from "./question.js";

/** A column over the rows that the model uses. */
export interface Variable {
  readonly name: string;
  readonly column: NumericColumn | FactorColumn;
  /** Only values that occur mean something: levels, and numbers that the model takes as levels. */
  readonly categorical: boolean;
  /** No prediction is made for a level that the fit has not had. */
  readonly closed: boolean;
  /** Levels and nodes that the fit has, whether or not a row has them. */
  readonly levels: readonly string[];
  /** A column of whole numbers. */
  readonly whole: boolean;
}

export interface Variables {
  readonly spec: ModelSpec;
  /** Names of the model's predictors, in order of mention. */
  readonly predictors: readonly string[];
  /** Undefined after reporting a name that is no column of the data. */
  find(given: GivenName, sink: DiagnosticSink): Variable | undefined;
  /** The rows that the model uses, with some of the data's columns. */
  observe(names: ReadonlySet<string>): DataFrame;
}

/** Free text as the categories that it holds. */
function withoutText(column: Column): NumericColumn | FactorColumn {
  if (column.kind !== "text") return column;
  const { name, codes, labels: levels } = gradeColumn(column);
  return { kind: "factor", name, codes, levels, ordered: false, declared: false };
}

export function openVariables(spec: ModelSpec): Variables {
  const { design, origin } = spec;
  const used = predictorColumns(design.state);
  const observe = (names: ReadonlySet<string>): DataFrame => {
    const columns = origin.frame.columns.filter(({ name }) => names.has(name));
    const { rows } = design;
    if (rows.length === origin.frame.rowCount) return { ...origin.frame, columns };
    return selectRows({ ...origin.frame, columns }, rows, origin.frame.name);
  };
  return {
    spec,
    predictors: used.map(({ name }) => name),
    observe,
    find({ name, span }, sink) {
      if (findColumn(origin.frame, name) === undefined) {
        reportUnknownColumn(origin.frame, name, span, sink);
        return undefined;
      }
      const column = withoutText(observe(new Set([name])).columns[0]!);
      const use = used.find((one) => one.name === name);
      return {
        name,
        column,
        categorical: column.kind === "factor" || use?.categorical === true,
        closed: use?.closed ?? true,
        levels: use?.levels ?? [],
        whole: column.kind === "numeric" && column.values.every(isWhole),
      };
    },
  };
}

/** A missing value does not make a column of whole numbers another. */
function isWhole(value: number): boolean {
  return Number.isInteger(value) || Number.isNaN(value);
}
