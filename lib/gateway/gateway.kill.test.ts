import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import OpenAI from "openai";
import { afterEach, beforeAll, expect, it, vi } from "vitest";
import { auditBooks } from "@/lib/books/audit-books";
import { returnLapsedSlices } from "@/lib/charging/return-lapsed-slices";
import { db } from "@/lib/db/client";
import { readBucket } from "@/lib/testing/make-bucket";
import { makeCaller, seedTestCatalogue } from "@/lib/testing/start-test-gateway";

const children: ChildProcess[] = [];

beforeAll(seedTestCatalogue);
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

/** A gateway as a process of its own, ready to serve. */
async function startProcess(port: number): Promise<ChildProcess> {
  vi.stubEnv("GATEWAY_PORT", String(port));
  const child = spawn(process.execPath, ["--import", "tsx", "lib/gateway/main.ts"], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  children.push(child);
  const isUp = async () => (await fetch(`http://127.0.0.1:${port}/ready`).catch(() => null))?.status;
  await expect.poll(isUp, { timeout: 20_000, interval: 100 }).toBe(200);
  return child;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

it("kill -9 in the middle of a burst: the books agree, no slice stays after its validity, and the next process goes on", async () => {
  const caller = await makeCaller(5_000_000);
  const port = await freePort();
  const first = await startProcess(port);
  const client = new OpenAI({
    baseURL: `http://127.0.0.1:${port}/v1`,
    apiKey: caller.secret,
    maxRetries: 0,
    timeout: 5_000,
  });
  const ask = (index: number) =>
    client.chat.completions.create({
      model: "telechat-3",
      messages: [{ role: "user", content: `What is a token? ${index}` }],
      max_tokens: 60,
      ...(index % 2 === 0 && { user: "sandbox:slow" }),
    });

  const burst = Promise.allSettled(Array.from({ length: 60 }, (_, index) => ask(index)));
  const settled = () => db().usageEvent.count({ where: { cell: caller.cell, accountId: caller.accountId } });
  await expect.poll(settled, { timeout: 10_000, interval: 10 }).toBeGreaterThan(5);
  first.kill("SIGKILL");
  const answered = (await burst).filter(({ status }) => status === "fulfilled").length;
  // Whoever got a whole answer is in the books: it ended only after its event was durable.
  expect(await settled()).toBeGreaterThanOrEqual(answered);
  expect((await readBucket(caller, caller.grantId)).reserved).toBeGreaterThan(0);
  expect((await auditBooks()).differences).toEqual([]);

  const second = await startProcess(port);
  await ask(1);
  const stuck = async () => {
    await returnLapsedSlices();
    return db().slice.count({
      where: { cell: caller.cell, status: "open", createdAt: { lt: (await oldestLiveNode()).startedAt } },
    });
  };
  await expect.poll(stuck, { timeout: 25_000, interval: 500 }).toBe(0);

  second.kill("SIGTERM");
  await once(second, "exit");
  expect((await readBucket(caller, caller.grantId)).reserved).toBe(0);
  expect((await auditBooks()).differences).toEqual([]);
});

function oldestLiveNode() {
  return db().nodeLease.findFirstOrThrow({ orderBy: { startedAt: "desc" } });
}
