/** Group-specific terms as blocks of effects, coded per grouping factor like common terms. */
import { chooseCodings } from "./choose-codings.js";
import type { CodedTerm } from "./coded-term.js";
import { codeComponents, codedTerm, denseColumns } from "./coded-term.js";
import type { ComponentValue } from "./component-value.js";
import type { DesignOptions, GroupBlock, GroupFactor } from "./design-blocks.js";
import type { EvaluationContext } from "./formula-value.js";
import { codableTerm } from "./codable-term.js";
import type { GroupTerm, Term } from "./term.js";
import { termName } from "./term.js";

/** The effects of one term of the left side; without a coded term it is the group's intercept. */
interface Effects {
  readonly name: string;
  readonly coded: CodedTerm | undefined;
}

interface GroupingInputs {
  readonly values: ReadonlyMap<string, ComponentValue>;
  readonly factors: ReadonlyMap<string, GroupFactor>;
  readonly options: DesignOptions;
  readonly context: EvaluationContext;
}

/** A group-specific term with only the effects that no earlier term on the same factor has. */
function withoutRepeats(
  group: GroupTerm,
  earlier: readonly GroupTerm[],
  { context, options }: GroupingInputs,
): GroupTerm {
  const known = new Set(earlier.flatMap(({ terms }) => terms.map(({ key }) => key)));
  const repeatsIntercept = group.intercept && earlier.some(({ intercept }) => intercept);
  const repeated = group.terms.filter(({ key }) => known.has(key)).map(termName);
  const names = repeatsIntercept ? ["1", ...repeated] : repeated;
  const independent = group.independent || options.independentSlopes;
  if (names.length > 0 && !independent && context.memory.learning) {
    const factor = termName(group.factor);
    const effects = names.map((name) => `\`${name}|${factor}\``).join(", ");
    context.sink.report({
      code: "repeated-group-effect",
      severity: "warning",
      message: `${effects} stands in an earlier term and is kept there only`,
      span: group.span,
      help: `write (0 + ... | ${factor}) where the effects of this term are to be independent of it`,
    });
  }
  return {
    ...group,
    intercept: group.intercept && !repeatsIntercept,
    terms: group.terms.filter(({ key }) => !known.has(key)),
  };
}

/** The coded effects of every term on one factor, by term key; the whole factor is coded together. */
function codeEffects(
  groups: readonly GroupTerm[],
  values: ReadonlyMap<string, ComponentValue>,
): ReadonlyMap<string, readonly CodedTerm[]> {
  const terms = groups.flatMap((group) => group.terms);
  const codings = chooseCodings(
    terms.map((term) => codableTerm(term, values)),
    groups.some(({ intercept }) => intercept),
  );
  return new Map(
    terms.map((term, position) => [
      term.key,
      codings[position]!.map((coding) => {
        const { name, components } = codeComponents(term.components, values, coding);
        return codedTerm(name, components);
      }),
    ]),
  );
}

function effectsOf(
  { intercept, terms }: GroupTerm,
  coded: ReadonlyMap<string, readonly CodedTerm[]>,
): readonly (readonly Effects[])[] {
  const own = terms.map((term: Term) =>
    coded.get(term.key)!.map((one): Effects => ({ name: one.name, coded: one })),
  );
  return intercept ? [[{ name: "1", coded: undefined }], ...own] : own;
}

function blockOf(
  effects: readonly Effects[],
  factor: GroupFactor,
  correlated: boolean,
  { span: { start, end } }: GroupTerm,
): GroupBlock {
  const columns = effects.map(({ coded }) => (coded ? denseColumns(coded) : [undefined]));
  const effectNames = effects.flatMap(({ coded }) => coded?.columnNames ?? ["1"]);
  return {
    term: `${effects.map(({ name }) => name).join(" + ")}|${factor.name}`,
    factor,
    effectNames,
    effectTerms: effects.flatMap(({ name }, k) => columns[k]!.map(() => `${name}|${factor.name}`)),
    effectColumns: columns.flat(),
    correlated: correlated && effectNames.length > 1,
    span: { start, end },
  };
}

/** `|` makes one correlated block, `||` one for each term; Bambi's option makes all independent. */
function splitBlocks(
  group: GroupTerm,
  coded: ReadonlyMap<string, readonly CodedTerm[]>,
  factor: GroupFactor,
  { independentSlopes }: DesignOptions,
): readonly GroupBlock[] {
  const effects = effectsOf(group, coded);
  if (group.independent || independentSlopes) {
    return effects.map((one) => blockOf(one, factor, !independentSlopes, group));
  }
  return effects.length > 0 ? [blockOf(effects.flat(), factor, true, group)] : [];
}

/** The blocks of all group-specific terms, in written order. */
export function groupBlocks(
  groups: readonly GroupTerm[],
  inputs: GroupingInputs,
): readonly GroupBlock[] {
  const { values, factors, options } = inputs;
  const reduced: GroupTerm[] = [];
  for (const group of groups) {
    const earlier = reduced.filter(({ factor }) => factor.key === group.factor.key);
    reduced.push(withoutRepeats(group, earlier, inputs));
  }
  const codedBy = new Map(
    [...factors.keys()].map((key) => {
      const same = reduced.filter(({ factor }) => factor.key === key);
      return [key, codeEffects(same, values)] as const;
    }),
  );
  return reduced.flatMap((group) => {
    const { key } = group.factor;
    return splitBlocks(group, codedBy.get(key)!, factors.get(key)!, options);
  });
}
