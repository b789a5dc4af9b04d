/** The standard streams as the commands use them. */

/** Whether a stream is a terminal; Node leaves `isTTY` undefined, not false, where it is none. */
export function isTerminal(stream: NodeJS.WriteStream | NodeJS.ReadStream): boolean {
  return (stream.isTTY as boolean | undefined) === true;
}

/** Whether lines of a stream can be drawn over: a terminal that is able to. */
export function drawsOver(stream: NodeJS.WriteStream): boolean {
  return isTerminal(stream) && process.env["TERM"] !== "dumb";
}

/** Whether a stream takes colour: a terminal, unless NO_COLOR says otherwise; CI or not. */
export function wantsColor(stream: NodeJS.WriteStream): boolean {
  return drawsOver(stream) && process.env["NO_COLOR"] === undefined;
}

/** Columns of a terminal between 80 and 160; 80 where output goes elsewhere. */
export function widthOf(stream: NodeJS.WriteStream): number {
  return isTerminal(stream) ? Math.min(160, Math.max(80, stream.columns)) : 80;
}

/** A reader that stops early, such as `head`, is no mistake of anybody's. */
export function endQuietlyWhenNobodyReads(): void {
  for (const stream of [process.stdout, process.stderr])
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EPIPE") process.exit();
      throw error;
    });
}
