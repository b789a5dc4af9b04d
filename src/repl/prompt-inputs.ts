/** Where inputs came from: people read `<prompt>` as the place of whatever they typed there. */
import type { Diagnostic, Span } from "../diagnostics/index.js";
import type { SourceText } from "../language/ast.js";
import type { SessionEvent } from "../session/index.js";

export const promptPlace = "<prompt>";

/** What a person gave, and the place to show for it. */
export interface Given {
  readonly text: string;
  readonly place: string;
}

/** A text that the session reads, and what it was made from. */
interface Input {
  readonly text: string;
  readonly given: Given;
}

export interface PromptInputs {
  /** The text under a name of its own, so that spans into it stay right when others follow. */
  open(text: string, given: Given): SourceText;
  /** The event with each place as people know it. */
  placed(event: SessionEvent): SessionEvent;
}

/** A part of what was typed is that part; a part of what the prompt wrote is all that was typed. */
function spanIn({ text, given }: Input, span: Span): Span {
  const file = given.place;
  return text === given.text
    ? { ...span, file }
    : { file, start: given.text.search(/\S/u), end: given.text.trimEnd().length };
}

function placeDiagnostic(diagnostic: Diagnostic, input: Input): Diagnostic {
  const { span, labels = [], fix, ...rest } = diagnostic;
  const typed = input.text === input.given.text;
  return {
    ...rest,
    ...(span && { span: spanIn(input, span) }),
    ...(typed &&
      labels.length > 0 && {
        labels: labels.map((label) => ({ ...label, span: spanIn(input, label.span) })),
      }),
    ...(typed && fix && { fix: { ...fix, span: spanIn(input, fix.span) } }),
  };
}

export function openInputs(): PromptInputs {
  const inputs = new Map<string, Input>();
  return {
    open(text, given) {
      const file = `input ${inputs.size + 1}`;
      inputs.set(file, { text, given });
      return { file, text };
    },
    placed(event) {
      if (event.kind !== "diagnostic") return event;
      const input = inputs.get(event.diagnostic.span?.file ?? "");
      if (input === undefined) return event;
      const { place, text } = input.given;
      const sources = new Map([...event.sources, [place, text]]);
      return { ...event, diagnostic: placeDiagnostic(event.diagnostic, input), sources };
    },
  };
}
