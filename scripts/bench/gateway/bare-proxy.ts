/** What any Node gateway costs at least: takes a request, passes it on over pooled connections, and passes the answer back. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { Pool } from "undici";
import { answerParent } from "./answer-parent";
import { listenLocally } from "./listen-locally";

const upstream = new Pool(process.argv[2] ?? "", { connections: 512 });

async function forward(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { "content-type": contentType, "content-length": contentLength, authorization } = request.headers;
  const answer = await upstream.request({
    method: "POST",
    path: request.url ?? "/",
    headers: { "content-type": contentType, "content-length": contentLength, authorization },
    body: request,
  });
  response.writeHead(answer.statusCode, answer.headers);
  await pipeline(answer.body, response);
}

const server = createServer((request, response) => {
  forward(request, response).catch((error: unknown) => {
    console.error(error);
    response.destroy();
  });
});
server.keepAliveTimeout = 120_000;
answerParent(await listenLocally(server), {});
