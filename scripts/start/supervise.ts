import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream, mkdirSync, readFileSync, type WriteStream } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import { systemMs } from "@/lib/time/clock";
import { say } from "./progress";

/** One of the processes that make up the product. */
export interface Program {
  name: string;
  args: string[];
  env: Record<string, string>;
  /** Answers 200 once the program serves; null for one without an address. */
  health: string | null;
}

const READY_PATIENCE_MS = 90_000;
const STOP_PATIENCE_MS = 15_000;
/** Who ran this long had recovered: the next failure starts counting anew. */
const STEADY_MS = 60_000;
const LONGEST_WAIT_MS = 30_000;
/** pino's number for a warning. */
const WARNING = 40;

function isWorthShowing(line: string): boolean {
  if (!line.startsWith("{")) return line.trim() !== "";
  const level = /"level":(\d+)/.exec(line)?.[1];
  return level === undefined || Number(level) >= WARNING;
}

async function answers(address: string): Promise<boolean> {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(5_000) });
    return response.ok;
  } catch {
    // Not listening yet: asked again until patience ends.
    return false;
  }
}

/** Keeps one program running: its log, its restarts, its end. */
export class Supervised {
  readonly #program: Program;
  readonly #logFile: string;
  readonly #log: WriteStream;
  readonly #onChange: () => void;
  #child: ChildProcess | null = null;
  #stopping = false;
  #served = false;
  #failures = 0;

  constructor(program: Program, dataDir: string, onChange: () => void) {
    this.#program = program;
    this.#onChange = onChange;
    const folder = path.join(dataDir, "logs");
    mkdirSync(folder, { recursive: true });
    this.#logFile = path.join(folder, `${program.name}.log`);
    this.#log = createWriteStream(this.#logFile);
    this.#spawn();
  }

  get pid(): number | null {
    return this.#child?.pid ?? null;
  }

  #spawn(): void {
    const began = systemMs();
    const args = ["--import", "./scripts/start/exit-with-parent.mjs", ...this.#program.args];
    // A group of its own: on Ctrl-C the starter decides who stops when.
    const child = spawn(process.execPath, args, {
      env: { NODE_ENV: "production", ...this.#program.env, TOKENHALL_ENDS_WITH_STARTER: "1" },
      detached: true,
      stdio: "pipe",
    });
    for (const input of [child.stdout, child.stderr]) {
      createInterface({ input }).on("line", (line) => {
        this.#log.write(`${line}\n`);
        if (this.#served && !this.#stopping && isWorthShowing(line)) say(`${this.#program.name.padEnd(8)} │ ${line}`);
      });
    }
    child.on("error", () => undefined);
    child.once("exit", (code, signal) => {
      this.#child = null;
      if (!this.#stopping) void this.#restart(began, code, signal);
    });
    this.#child = child;
    this.#onChange();
  }

  async #restart(began: number, code: number | null, signal: string | null): Promise<void> {
    if (systemMs() - began > STEADY_MS) this.#failures = 0;
    this.#failures += 1;
    const wait = Math.min(LONGEST_WAIT_MS, 500 * 2 ** (this.#failures - 1));
    if (this.#served) {
      say(
        `${this.#program.name} ended unexpectedly (${signal ?? `code ${code}`}); starting it again in ${wait / 1000} s`,
      );
    }
    await delay(wait);
    if (!this.#stopping) this.#spawn();
  }

  /** Resolves when the program serves; rejects with its last words when it cannot start. */
  async ready(): Promise<void> {
    const deadline = systemMs() + READY_PATIENCE_MS;
    const { health } = this.#program;
    while (!this.#stopping) {
      if (health === null ? this.#child !== null && this.#failures === 0 : await answers(health)) break;
      if (this.#failures >= 3 || systemMs() > deadline) {
        const words = readFileSync(this.#logFile, "utf8").trimEnd().split("\n").slice(-15).join("\n");
        throw new Error(`${this.#program.name} does not start. It said:\n${words}`);
      }
      await delay(100);
    }
    this.#served = true;
  }

  /** Asks the program to end, and makes it when it takes too long. */
  async stop(): Promise<void> {
    this.#stopping = true;
    const child = this.#child;
    if (!child) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    const late = setTimeout(() => {
      say(`${this.#program.name} does not stop; ending it`);
      if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
    }, STOP_PATIENCE_MS);
    await ended;
    clearTimeout(late);
    this.#log.end();
  }
}
