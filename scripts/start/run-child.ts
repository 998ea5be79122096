import { type ChildProcess, spawn } from "node:child_process";
import type { Interface } from "node:readline";
import { createInterface } from "node:readline";

/** A child of this process that has to finish; what it says is kept for an error message. */
export interface ChildRun {
  child: ChildProcess;
  finished: Promise<void>;
}

function follow(child: ChildProcess, onLine: (line: string) => void): Interface[] {
  return [child.stdout, child.stderr].flatMap((input) => {
    if (!input) return [];
    const lines = createInterface({ input });
    lines.on("line", onLine);
    return [lines];
  });
}

/** Runs a Node program to its end. Rejects with its last lines when it fails. */
export function runChild(
  args: string[],
  env: Record<string, string>,
  onLine: (line: string) => void = () => undefined,
): ChildRun {
  const child = spawn(process.execPath, args, {
    env: { NODE_ENV: "production", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const lines: string[] = [];
  follow(child, (line) => {
    lines.push(line);
    if (lines.length > 40) lines.shift();
    onLine(line);
  });
  const finished = new Promise<void>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(`${args.join(" ")} ended with ${code ?? signal}:\n${lines.join("\n")}`));
    });
  });
  return { child, finished };
}
