import { createServer } from "node:net";

/** `localhost` may be either. */
const LOOPBACKS = ["127.0.0.1", "::1", "0.0.0.0"];
const TRIES = 50;

function isFreeOn(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) =>
      resolve(error.code !== "EADDRINUSE" && error.code !== "EACCES"),
    );
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

async function isFree(port: number): Promise<boolean> {
  for (const host of LOOPBACKS) if (!(await isFreeOn(host, port))) return false;
  return true;
}

/** The wanted port, or the next free one after it. */
export async function choosePort(wanted: number, taken: readonly number[] = []): Promise<number> {
  for (let port = wanted; port < wanted + TRIES; port += 1) {
    if (!taken.includes(port) && (await isFree(port))) return port;
  }
  throw new Error(`No free port from ${wanted} to ${wanted + TRIES - 1}.`);
}
