/** Which of the model's priors are for one outcome: those without an outcome's name, and its own. */
import type { PriorRequest, PriorTarget } from "../priors/prior-request.js";

/** The target without the outcome's name, if it begins with it. */
function withoutPrefix(target: PriorTarget, prefix: string): PriorTarget | undefined {
  if (target.kind === "named") {
    if (!target.name.startsWith(prefix)) return undefined;
    const name = target.name.slice(prefix.length);
    return name === "Intercept" ? { kind: "intercept", at: "means" } : { kind: "named", name };
  }
  if (target.kind !== "scale" && target.kind !== "correlation") return undefined;
  if (!target.of?.effect.startsWith(prefix)) return undefined;
  return { ...target, of: { ...target.of, effect: target.of.effect.slice(prefix.length) } };
}

/** What is named for one outcome wins over what is named for all. */
export function priorsOfOutcome(
  requests: readonly PriorRequest[],
  prefix: string,
  others: readonly string[],
): readonly PriorRequest[] {
  if (prefix === "") return requests;
  const own = requests.flatMap((request) => {
    const target = withoutPrefix(request.target, prefix);
    return target ? [{ ...request, target }] : [];
  });
  const taken = new Set(own.map(({ target }) => JSON.stringify(target)));
  const shared = requests.filter(
    ({ target }) =>
      withoutPrefix(target, prefix) === undefined &&
      others.every((other) => withoutPrefix(target, other) === undefined) &&
      !taken.has(JSON.stringify(target)),
  );
  return [...own, ...shared];
}
