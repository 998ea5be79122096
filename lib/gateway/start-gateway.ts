import type { Server } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { parseRecall, SLICE_RECALL_CHANNEL } from "@/lib/charging/recall-slices";
import { listen, type Listener } from "@/lib/db/listen";
import { findOfferedModels } from "@/lib/gateway/begin-call";
import { GatewayNode, type NodeOptions } from "@/lib/gateway/gateway-node";
import { gatewayServer, type ServerOptions } from "@/lib/gateway/gateway-server";
import { KEY_CHANGED_CHANNEL } from "@/lib/keys/announce-key-change";
import { businessNow, systemMs } from "@/lib/time/clock";
import { type SandboxUpstream, startSandboxUpstream } from "@/lib/upstreams/sandbox/start-sandbox-upstream";

export interface GatewayOptions extends ServerOptions, Omit<NodeOptions, "routes"> {
  /** 0 takes a free one. */
  port: number;
  host: string;
  allowedHosts: readonly string[];
  /** The built-in upstream's pauses; null where it must not exist (production). */
  sandbox: { delayMs: number; slowMs?: number } | null;
}

export interface Gateway {
  url: string;
  node: GatewayNode;
  /** Refuses new calls, finishes those under way, makes every charge durable, gives slices back and ends the lease. */
  stop(): Promise<void>;
}

const SWEEP_MS = 1_000;
const FINISH_WITHIN_MS = 20_000;
const DURABLE_WITHIN_MS = 10_000;

/** Starts a gateway node and its server. */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const sandbox = options.sandbox && (await startSandbox(options.sandbox));
  const node = await GatewayNode.join({
    ...options,
    routes: { sandboxUrl: sandbox?.url ?? null, allowedHosts: options.allowedHosts },
  });
  const notices = await listen(
    [KEY_CHANGED_CHANNEL, SLICE_RECALL_CHANNEL],
    (channel, payload) => hear(node, channel, payload),
    async () => node.keys.forgetAll(),
  );
  const sweep = setInterval(() => {
    node.returnIdle().catch((error: unknown) => {
      // They stay listed and go back with a later sweep.
      node.metrics.failures.inc({ work: "return" });
      node.log.warn({ err: error }, "idle slices could not be returned");
    });
  }, SWEEP_MS);
  const server = gatewayServer(node, options);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, options.host, resolve);
  });
  let stopping: Promise<void> | null = null;
  return {
    url: addressOf(server),
    node,
    stop: () => (stopping ??= stopGateway({ node, server, sweep, notices, sandbox })),
  };
}

async function startSandbox(pauses: { delayMs: number; slowMs?: number }): Promise<SandboxUpstream> {
  const modelCodes = async () => (await findOfferedModels(businessNow())).map(({ code }) => code);
  return startSandboxUpstream({ ...pauses, modelCodes });
}

function hear(node: GatewayNode, channel: string, payload: string): void {
  if (channel === KEY_CHANGED_CHANNEL) {
    node.keys.forget(payload);
    return;
  }
  node.giveUp(parseRecall(payload)).catch((error: unknown) => {
    node.metrics.failures.inc({ work: "return" });
    node.log.warn({ err: error }, "recalled slices could not be returned");
  });
}

interface Running {
  node: GatewayNode;
  server: Server;
  sweep: NodeJS.Timeout;
  notices: Listener;
  sandbox: SandboxUpstream | null;
}

async function stopGateway({ node, server, sweep, notices, sandbox }: Running): Promise<void> {
  node.isStopping = true;
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  server.closeIdleConnections();
  const until = systemMs() + FINISH_WITHIN_MS;
  while (node.callsUnderWay > 0 && systemMs() < until) await delay(20);
  clearInterval(sweep);
  await node.leave(DURABLE_WITHIN_MS);
  server.closeAllConnections();
  await closed;
  await notices.close();
  await sandbox?.close();
}

function addressOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the gateway has no port");
  const host = address.family === "IPv6" ? `[${address.address}]` : address.address;
  return `http://${host}:${address.port}`;
}
