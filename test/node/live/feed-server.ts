/** A feed server on 127.0.0.1 that behaves as it is told, answer by answer: slow, cut off, garbage, unchanged. */
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What one request is answered with. */
export type Behaviour =
  | { readonly kind: "body"; readonly text: string; readonly etag?: string }
  | { readonly kind: "status"; readonly status: number }
  /** Says how long the body is, sends half of it and closes. */
  | { readonly kind: "cut"; readonly text: string }
  /** Sends half of the body without saying how long it is, as HTTP/1.0 does, and closes. */
  | { readonly kind: "unmarked"; readonly text: string }
  /** Begins, and never ends. */
  | { readonly kind: "hang" }
  /** Never stops sending. */
  | { readonly kind: "flood" }
  | { readonly kind: "redirect"; readonly to: string };

function flood(response: ServerResponse): void {
  const line = `${JSON.stringify({ unit: "u0001", counted: 1, share: 1 })}\n`.repeat(2000);
  const send = (): void => {
    while (!response.destroyed && response.write(line));
    if (!response.destroyed) response.once("drain", send);
  };
  send();
}

function answer(behaviour: Behaviour, etag: string | undefined, response: ServerResponse): void {
  switch (behaviour.kind) {
    case "body":
      if (behaviour.etag !== undefined && behaviour.etag === etag) {
        response.writeHead(304).end();
        return;
      }
      response
        .writeHead(200, behaviour.etag === undefined ? {} : { etag: behaviour.etag })
        .end(behaviour.text);
      return;
    case "status":
      response.writeHead(behaviour.status).end("sorry");
      return;
    case "cut":
      response.writeHead(200, { "content-length": String(Buffer.byteLength(behaviour.text)) });
      response.write(behaviour.text.slice(0, behaviour.text.length / 2));
      setTimeout(() => response.destroy(), 20);
      return;
    case "unmarked":
      response.socket?.end(`HTTP/1.0 200 OK\r\nconnection: close\r\n\r\n${behaviour.text}`);
      return;
    case "hang":
      response.writeHead(200);
      response.write('{"unit":');
      return;
    case "flood":
      response.writeHead(200);
      flood(response);
      return;
    case "redirect":
      response.writeHead(302, { location: behaviour.to }).end();
  }
}

export interface FeedServer {
  readonly url: string;
  /** Requests so far, with the tag that each of them had. */
  readonly requests: readonly (string | undefined)[];
  close(): Promise<void>;
}

/** The last behaviour goes on for ever. */
export async function openFeedServer(behaviours: readonly Behaviour[]): Promise<FeedServer> {
  const requests: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    const etag = request.headers["if-none-match"];
    const behaviour = behaviours[Math.min(requests.length, behaviours.length - 1)];
    requests.push(etag);
    if (behaviour) answer(behaviour, etag, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/feed.jsonl?key=secret`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
