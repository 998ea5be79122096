import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream, readFileSync, type WriteStream } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { systemMs } from "@/lib/time/clock";
import { say } from "../start/progress";

export interface FiredProgram {
  name: string;
  script: string;
  env: Record<string, string>;
  /** Answers 200 once the program serves; null for one without an address. */
  ready: string | null;
  logFolder: string;
}

const READY_PATIENCE_MS = 90_000;
const STOP_PATIENCE_MS = 45_000;
const AGAIN_AFTER_MS = 500;

/** One process of the product under fire: killed, stopped, paused and started again at will, and by nobody else. */
export class FiredProcess {
  kills = 0;
  /** Times it ended without being told to, once it had served. A start that finds no database may fail. */
  crashes = 0;
  /** When it was killed, or had lost its memory in another way. */
  readonly killedMs: number[] = [];
  private child: ChildProcess | null = null;
  private told = false;
  private served = false;
  private ending = false;
  private readonly log: WriteStream;
  private readonly logFile: string;

  constructor(private readonly program: FiredProgram) {
    this.logFile = path.join(program.logFolder, `${program.name}.log`);
    this.log = createWriteStream(this.logFile, { flags: "a" });
  }

  start(): void {
    if (this.child || this.ending) return;
    this.told = false;
    this.served = false;
    const { script, env } = this.program;
    // A group of its own: Ctrl-C reaches the run alone, which stops what it started. Should the run die, they end with it.
    const args = ["--import", "./scripts/start/exit-with-parent.mjs", "--import", "tsx", script];
    const child = spawn(process.execPath, args, {
      env: { ...env, NODE_ENV: "production", TOKENHALL_ENDS_WITH_STARTER: "1" },
      detached: true,
      stdio: "pipe",
    });
    for (const output of [child.stdout, child.stderr]) output.on("data", (data: Buffer) => this.log.write(data));
    void this.noteServing(child);
    child.once("exit", (code, signal) => this.ended(child, code, signal));
    this.child = child;
  }

  /** Waits until it serves; looks again while it is being killed and started. */
  async serves(): Promise<void> {
    const { ready, name } = this.program;
    const until = systemMs() + READY_PATIENCE_MS;
    while (ready !== null && !(await answers(ready))) {
      if (systemMs() > until) throw new Error(`${name} does not serve. It said:\n${this.lastWords()}`);
      await delay(100);
    }
  }

  async kill(downMs: number): Promise<void> {
    if (!this.child || this.told) return;
    this.kills += 1;
    await this.end("SIGKILL");
    await delay(downMs);
    this.start();
  }

  /** Stops in order, as for a new version, and starts again. */
  async renew(downMs: number): Promise<void> {
    if (!this.child || this.told) return;
    await this.end("SIGTERM");
    await delay(downMs);
    this.start();
  }

  /** Takes the processor away for so long; nothing in the process can notice. */
  async pause(forMs: number): Promise<void> {
    const { child } = this;
    if (!child || this.told) return;
    child.kill("SIGSTOP");
    await delay(forMs);
    child.kill("SIGCONT");
  }

  /** The end of the run: in order, or at once. It is not started again. */
  async finish(signal: "SIGTERM" | "SIGKILL"): Promise<void> {
    this.ending = true;
    if (this.child) await this.end(signal);
    this.log.end();
  }

  lastWords(): string {
    return readFileSync(this.logFile, "utf8").trimEnd().split("\n").slice(-12).join("\n");
  }

  private async noteServing(child: ChildProcess): Promise<void> {
    const { ready } = this.program;
    while (this.child === child && !this.served) {
      this.served = ready !== null && (await answers(ready));
      if (!this.served) await delay(300);
    }
  }

  private async end(signal: "SIGTERM" | "SIGKILL"): Promise<void> {
    const { child } = this;
    if (!child) return;
    this.told = true;
    const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
    child.kill(signal);
    // One that was paused takes a signal only when it goes on.
    child.kill("SIGCONT");
    const late = setTimeout(() => child.kill("SIGKILL"), STOP_PATIENCE_MS);
    await gone;
    clearTimeout(late);
  }

  private ended(child: ChildProcess, code: number | null, signal: string | null): void {
    if (this.child !== child) return;
    this.child = null;
    if (signal === "SIGKILL" || code !== 0) this.killedMs.push(systemMs());
    if (this.told || this.ending) return;
    if (this.served) this.crashes += 1;
    if (this.served)
      say(`  ! ${this.program.name} ended by itself (${signal ?? `code ${code}`}):\n${this.lastWords()}`);
    setTimeout(() => this.start(), AGAIN_AFTER_MS);
  }
}

async function answers(address: string): Promise<boolean> {
  // Not listening yet, or no answer in time: asked again until patience ends.
  const response = await fetch(address, { signal: AbortSignal.timeout(2_000) }).catch(() => null);
  return response?.ok ?? false;
}
