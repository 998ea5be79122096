import OpenAI from "openai";
import { seedCatalogue } from "@/prisma/seed/seed-catalogue";
import { inTransaction } from "@/lib/db/in-transaction";
import { type Gateway, type GatewayOptions, startGateway } from "@/lib/gateway/start-gateway";
import { createKey } from "@/lib/keys/create-key";
import type { KeyLimitsOfInput } from "@/lib/keys/key-limits-input";
import { logger } from "@/lib/log/logger";
import { contextOf, makeAccount, type TestAccount } from "@/lib/testing/make-account";
import { makeBucket } from "@/lib/testing/make-bucket";
import { businessNow } from "@/lib/time/clock";

export interface TestCaller extends TestAccount {
  grantId: string;
  keyId: string;
  secret: string;
}

/** So that a test of a hung upstream takes no minute; too short for anything else on a busy machine. */
export const IMPATIENT = { connectMs: 1_000, firstByteMs: 500, idleMs: 500 };

/** What glm-5 is rated with in the test catalogue. */
export const GLM_5 = { inputMilli: 2_000, cachedInputMilli: 400, outputMilli: 8_000 };

/** Writes the catalogue that every gateway test calls. */
export async function seedTestCatalogue(): Promise<void> {
  await inTransaction((tx) => seedCatalogue(tx, businessNow()));
}

/** A gateway node with the sandbox upstream, on a free port. */
export function startTestGateway(options: Partial<GatewayOptions> = {}): Promise<Gateway> {
  return startGateway({
    port: 0,
    host: "127.0.0.1",
    metricsToken: null,
    allowedHosts: [],
    callsPerMinute: 100_000,
    sandbox: { delayMs: 0, slowMs: 150 },
    log: logger(),
    ...options,
  });
}

/** A gateway node, a caller with so many plan tokens, and the caller's client. */
export async function startTestCalls(
  tokens: number,
): Promise<{ gateway: Gateway; caller: TestCaller; client: OpenAI }> {
  const caller = await makeCaller(tokens);
  const gateway = await startTestGateway();
  return { gateway, caller, client: openAiClient(gateway, caller.secret) };
}

/** An account with one bucket of so many plan tokens, and a key. */
export async function makeCaller(tokens: number): Promise<TestCaller> {
  const account = await makeAccount();
  const grantId = await makeBucket(account, { tokens });
  return { ...account, grantId, ...(await makeKey(account)) };
}

export async function makeKey(
  account: TestAccount,
  limits: KeyLimitsOfInput = {},
): Promise<{ keyId: string; secret: string }> {
  const { key, secret } = await createKey(contextOf(account.actor), { name: "test", ...limits });
  return { keyId: key.id, secret };
}

/** The official client as a customer configures it; it never tries again by itself. */
export function openAiClient(gateway: Gateway, secret: string): OpenAI {
  return new OpenAI({ baseURL: `${gateway.url}/v1`, apiKey: secret, maxRetries: 0, timeout: 30_000, logLevel: "off" });
}
