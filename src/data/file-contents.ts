/** Tells from a data file's first bytes whether it is the text that its name promises. */

/** First bytes of files that are often given a text file's name. */
const signatures: readonly { readonly bytes: readonly number[]; readonly what: string }[] = [
  { bytes: [0x1f, 0x8b], what: "a gzip archive" },
  { bytes: [0x50, 0x4b, 0x03, 0x04], what: "a zip archive (an Excel workbook is one)" },
  { bytes: [0x50, 0x41, 0x52, 0x31], what: "a Parquet file" },
  { bytes: [0x25, 0x50, 0x44, 0x46], what: "a PDF document" },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], what: "an old Excel workbook" },
  { bytes: [0x42, 0x5a, 0x68], what: "a bzip2 archive" },
  { bytes: [0xfd, 0x37, 0x7a, 0x58], what: "an xz archive" },
  { bytes: [0xff, 0xfe], what: "UTF-16 text" },
  { bytes: [0xfe, 0xff], what: "UTF-16 text" },
];

/** What a file is instead of a table of text, in a few words; undefined when it may be one. */
function recogniseBytes(bytes: Uint8Array): string | undefined {
  const known = signatures.find((signature) =>
    signature.bytes.every((byte, position) => bytes[position] === byte),
  );
  if (known !== undefined) return known.what;
  return bytes.includes(0) ? "binary data" : undefined;
}

function recogniseText(text: string): string | undefined {
  const start = text.slice(0, 400).trimStart();
  if (/^<(!doctype|html|head|body|\?xml|[a-z]+[\s>])/i.test(start)) return "a web page or XML";
  if (/^(\{\s*("|\}|$)|\[\s*([[{\]"\d]|$))/.test(start)) return "JSON";
  return undefined;
}

/** Either the text of the file, or what it is instead. */
export type FileContents =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "other"; readonly found: string };

/** Decodes UTF-8 (a leading byte-order mark is removed) unless the bytes are something else. */
export function decodeText(bytes: Uint8Array): FileContents {
  const binary = recogniseBytes(bytes);
  if (binary !== undefined) return { kind: "other", found: binary };
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return { kind: "other", found: "bytes that are not UTF-8 text" };
  }
  return text.trim() === "" ? { kind: "other", found: "an empty file" } : { kind: "text", text };
}

/** The same, after looking for text that is not a table. */
export function readContents(bytes: Uint8Array): FileContents {
  const contents = decodeText(bytes);
  const other = contents.kind === "text" ? recogniseText(contents.text) : undefined;
  return other === undefined ? contents : { kind: "other", found: other };
}
