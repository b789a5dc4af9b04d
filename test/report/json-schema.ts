/** Holds a value against the keywords of JSON Schema that docs/mlm-output.schema.json uses. */

type Schema = Readonly<Record<string, unknown>>;

function typeMatches(type: string, value: unknown): boolean {
  switch (type) {
    case "null":
      return value === null;
    case "array":
      return Array.isArray(value);
    case "integer":
      return Number.isInteger(value);
    case "object":
      return typeof value === "object" && value !== null && !Array.isArray(value);
    default:
      return typeof value === type;
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeMatches("object", value);

function objectProblems(schema: Schema, value: object, root: Schema, at: string): string[] {
  const properties = (schema["properties"] ?? {}) as Readonly<Record<string, Schema>>;
  const required = (schema["required"] ?? []) as readonly string[];
  const missing = required.filter((name) => !(name in value)).map((name) => `${at} lacks ${name}`);
  const others = Object.entries(value).flatMap(([name, item]) => {
    const own = properties[name] ?? schema["additionalProperties"];
    if (own === false) return [`${at} has an unknown ${name}`];
    return isObject(own) ? schemaProblems(own, item, root, `${at}.${name}`) : [];
  });
  return [...missing, ...others];
}

function resolveReference(reference: string, root: Schema): Schema {
  const definitions = root["$defs"] as Readonly<Record<string, Schema>>;
  const target = definitions[reference.replace("#/$defs/", "")];
  if (target === undefined) throw new Error(`the schema has no ${reference}`);
  return target;
}

function typeProblems({ type }: Schema, value: unknown, at: string): string[] {
  if (type === undefined) return [];
  const types = [type].flat() as string[];
  return types.some((name) => typeMatches(name, value)) ? [] : [`${at} is not ${types.join(",")}`];
}

function choiceProblems(schema: Schema, value: unknown, root: Schema, at: string): string[] {
  const { const: constant, enum: choices, oneOf } = schema;
  if (constant !== undefined && value !== constant) return [`${at} has another value`];
  if (Array.isArray(choices) && !choices.includes(value)) return [`${at} is not among the choices`];
  if (!Array.isArray(oneOf)) return [];
  const outcomes = (oneOf as Schema[]).map((option) => schemaProblems(option, value, root, at));
  const valid = outcomes.filter((problems) => problems.length === 0).length;
  return valid === 1 ? [] : [`${at} fits ${valid} of the alternatives`, ...outcomes.flat()];
}

/** What keeps the value from being valid, each with the path to it; empty when it is valid. */
export function schemaProblems(
  schema: Schema,
  value: unknown,
  root: Schema = schema,
  at = "$",
): string[] {
  const reference = schema["$ref"];
  if (typeof reference === "string")
    return schemaProblems(resolveReference(reference, root), value, root, at);
  const problems = [...typeProblems(schema, value, at), ...choiceProblems(schema, value, root, at)];
  if (problems.length > 0) return problems;
  const { items } = schema;
  if (Array.isArray(value) && isObject(items))
    return value.flatMap((item, place) => schemaProblems(items, item, root, `${at}[${place}]`));
  return isObject(value) ? objectProblems(schema, value, root, at) : [];
}
