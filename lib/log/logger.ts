import pino from "pino";
import { env } from "@/lib/env/env";

let root: pino.Logger | undefined;

/**
 * Lines leave together: a write of its own for each was as dear as all else the gateway does with a call by itself. What is
 * left is written when the process ends; a process that is killed loses the lines of its last moment.
 */
const TOGETHER = { dest: 1, sync: false, minLength: 4_096, periodicFlush: 200 };

/** The process's log: JSON lines with secrets and personal data cut out by path. */
export function logger(): pino.Logger {
  root ??= pino(
    {
      level: env().LOG_LEVEL,
      base: null,
      redact: {
        paths: [
          "*.authorization",
          "*.cookie",
          "*.password",
          "*.code",
          "*.secret",
          "*.phone",
          "headers.authorization",
          "headers.cookie",
        ],
        censor: "[cut]",
      },
    },
    pino.destination(TOGETHER),
  );
  return root;
}
