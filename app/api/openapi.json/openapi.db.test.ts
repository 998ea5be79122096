import { existsSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { callRoute } from "@/lib/testing/call-route";
import { GET } from "./route";

const Document = z.object({
  openapi: z.literal("3.1.0"),
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
  components: z.record(z.string(), z.record(z.string(), z.unknown())),
});

async function read() {
  const answer = await callRoute(GET, "/api/openapi.json");
  expect(answer.status).toBe(200);
  return { text: JSON.stringify(answer.body), document: Document.parse(answer.body) };
}

test("names addresses that are there, and refers to what it defines", async () => {
  const { text, document } = await read();
  const own = Object.keys(document.paths).filter((address) => address.startsWith("/api/"));
  expect(own).toContain("/api/usage/events");
  for (const address of own) expect(existsSync(path.join("app", address, "route.ts"))).toBe(true);
  for (const [, schema = ""] of text.matchAll(/#\/components\/schemas\/(\w+)/g))
    expect(document.components["schemas"]).toHaveProperty(schema);
  for (const [, scheme = ""] of text.matchAll(/\{"(\w+)":\[\]\}/g))
    expect(document.components["securitySchemes"]).toHaveProperty(scheme);
});

test("describes usage events as the door reads them", async () => {
  const { document } = await read();
  expect(document.components["schemas"]?.["UsageEvent"]).toMatchObject({
    required: expect.arrayContaining(["specversion", "id", "source", "type", "time", "data"]),
    properties: {
      type: { const: "com.tokenhall.usage.v1" },
      data: { required: ["model", "inputTokens", "outputTokens"], additionalProperties: false },
    },
  });
});
