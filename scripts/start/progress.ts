import { systemMs } from "@/lib/time/clock";

const PATIENCE_MS = 1_000;

/** One line for a person. Progress goes to stderr, so that a script's stdout holds only its answer. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Runs one step of the start, saying that it goes on when it takes long, and how long it took. */
export async function step<T>(doing: string, work: () => Promise<T>, done: (result: T) => string): Promise<T> {
  const began = systemMs();
  const patience = setTimeout(() => say(`  … ${doing}`), PATIENCE_MS);
  try {
    const result = await work();
    say(`  ✓ ${done(result)} (${((systemMs() - began) / 1000).toFixed(1)} s)`);
    return result;
  } finally {
    clearTimeout(patience);
  }
}
