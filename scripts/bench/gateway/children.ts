import { type ChildProcess, spawn } from "node:child_process";
import { openSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { env } from "@/lib/env/env";

const Ready = z.object({ port: z.int() });
const Answer = z.looseObject({ answerTo: z.int() });

/** One of the benchmark's processes, which answers what it is asked over its channel. */
export interface BenchChild {
  name: string;
  port: number;
  pid: number;
  /** Throws when the process ends before it answers. */
  ask<T>(question: object, schema: z.ZodType<T>): Promise<T>;
  stop(): Promise<void>;
}

/** Starts a script of this folder; what it prints, its log, goes to a file in DATA_DIR, as a service's would. */
export async function startChild(name: string, args: string[] = [], nodeArgs: string[] = []): Promise<BenchChild> {
  const log = openSync(path.join(env().DATA_DIR, `${name}.log`), "a");
  const child = spawn(
    process.execPath,
    [...nodeArgs, "--import", "tsx", path.join(import.meta.dirname, `${name}.ts`), ...args],
    { stdio: ["ignore", log, "inherit", "ipc"] },
  );
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const { port } = await nextMessage(name, child, Ready);
  let asked = 0;
  return {
    name,
    port,
    pid: child.pid ?? 0,
    async ask(question, schema) {
      asked += 1;
      const number = asked;
      const answer = nextMessage(name, child, Answer, ({ answerTo }) => answerTo === number);
      child.send({ ...question, number });
      return schema.parse(await answer);
    },
    async stop() {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

function nextMessage<T>(
  name: string,
  child: ChildProcess,
  schema: z.ZodType<T>,
  isWanted: (message: T) => boolean = () => true,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const hear = (message: unknown) => {
      const { success, data } = schema.safeParse(message);
      if (!success || !isWanted(data)) return;
      child.off("message", hear).off("exit", gone);
      resolve(data);
    };
    const gone = (code: number | null) => reject(new Error(`${name} ended with ${code}`));
    child.on("message", hear).once("exit", gone);
  });
}
