/**
 * The door for usage reports as a process of its own, so that it can be killed: the same secret, reading and use case as
 * POST /api/usage/events, without the web around it.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { watchBusinessClock } from "@/lib/db/business-clock";
import { newRequestId } from "@/lib/http/request-context";
import { authenticateClient } from "@/lib/ingestion/authenticate-client";
import { ingestEvents } from "@/lib/ingestion/ingest-events";
import { readReport } from "@/lib/ingestion/read-report";
import { env } from "@/lib/env/env";
import { businessNow } from "@/lib/time/clock";

await watchBusinessClock();
createServer((request, response) => {
  answer(request, response).catch((error: unknown) => {
    // The database is away, or the report is wrong: whoever sent it sends it again.
    response.writeHead(503).end(String(error));
  });
}).listen(env().PORT, "127.0.0.1");

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method === "GET") {
    response.end("ready");
    return;
  }
  const chunks: Buffer[] = [];
  for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  const headers = new Headers();
  for (const name of ["authorization", "content-type"]) headers.set(name, String(request.headers[name] ?? ""));
  const report = new Request("http://127.0.0.1/", { method: "POST", headers, body: Buffer.concat(chunks) });
  const actor = await authenticateClient(headers);
  const { events } = await readReport(report);
  const ctx = { actor, now: businessNow(), requestId: newRequestId(), locale: "en" as const };
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify({ events: await ingestEvents(ctx, events) }));
}
