/** A network between people and the totals of their units, resolved on its data: what is trained. */
import type { DataFrame } from "../../data/index.js";
import type { FormulaSources } from "../../design/index.js";
import type { Span } from "../../diagnostics/index.js";
import type { Formula, Name } from "../../language/ast.js";
import type { NetworkRows, NetworkShape, Race } from "../../networks/index.js";
import type { AggregateRequest } from "../totals/aggregate-request.js";

/** `dense(age + party, hidden = [64, 64])` or `deep_mlm(1 + age | party + race, ...)`, read. */
export interface NetworkTerm {
  readonly shape: NetworkShape;
  /** Columns that the network reads: of deep_mlm the slopes, whose columns are numbers. */
  readonly columns: readonly Name[];
  /** Of deep_mlm the columns that coefficients vary by. */
  readonly groups: readonly Name[];
  readonly span: Span;
}

export interface NetworkRequest {
  readonly name: string;
  /** One a race, as written: the first with its term, the others with `shared`. */
  readonly formulas: readonly Formula[];
  readonly aggregate: AggregateRequest;
}

/** What a network was made from: a name of the program may stand for other data by now. */
export interface NetworkOrigin {
  readonly request: NetworkRequest;
  readonly frame: DataFrame;
  readonly sources: FormulaSources;
}

export interface NetworkModel {
  readonly kind: "network_model";
  readonly name: string;
  readonly dataName: string;
  /** The formulas as lines. */
  readonly formulaText: string;
  readonly shape: NetworkShape;
  readonly key: string;
  readonly unitsName: string;
  readonly unitNames: readonly string[];
  /** Rows of the data, unit by unit. */
  readonly rows: Int32Array;
  /** The unit of each of them. */
  readonly unit: Int32Array;
  /** People that each stands for. */
  readonly people: Float64Array;
  readonly inputs: NetworkRows;
  readonly races: readonly Race[];
  readonly origin: NetworkOrigin;
}
