/** A file that waits to be written. */
export interface OutputFile {
  readonly name: string;
  readonly contents: string | Uint8Array;
}
