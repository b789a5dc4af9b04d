/** Whether XML is well formed, as far as generated files go wrong: tags, attributes, entities, characters. */

const attribute = /^\s+[A-Za-z_:][\w:.-]*="(?:[^<"&]|&(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)*"/u;
const entity = /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/u;
// eslint-disable-next-line no-control-regex -- those that XML 1.0 does not have
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/u;

function attributeProblems(rest: string): readonly string[] {
  let left = rest;
  while (left.trim() !== "") {
    const found = attribute.exec(left);
    if (found === null) return [`an attribute is broken at ${left.slice(0, 60)}`];
    left = left.slice(found[0].length);
  }
  return [];
}

/** Opens or closes an element; `open` has those that are open. */
function tagProblems(tag: string, open: string[]): readonly string[] {
  const parts = /^<(\/?)([A-Za-z][\w:.-]*)((?:\s[^>]*?)?)(\/?)>$/su.exec(tag);
  if (parts === null) return [`no tag: ${tag.slice(0, 60)}`];
  const [, closing, name = "", rest = "", empty] = parts;
  if (closing !== "") {
    const last = open.pop();
    return last === name ? [] : [`</${name}> closes <${last ?? "nothing"}>`];
  }
  if (empty === "") open.push(name);
  return attributeProblems(rest);
}

/** What is wrong; empty for a well-formed document. */
export function markupProblems(text: string): readonly string[] {
  const open: string[] = [];
  const problems = [...text.matchAll(/([^<]*)(<[^>]*>)?/gu)].flatMap(([, between = "", tag]) => [
    ...(entity.test(between) ? [`a bare ampersand in ${between.slice(0, 60)}`] : []),
    ...(tag === undefined ? [] : tagProblems(tag, open)),
  ]);
  return [
    ...(forbidden.test(text) ? ["a character that XML does not have"] : []),
    ...problems,
    ...open.map((name) => `<${name}> is not closed`),
  ];
}
