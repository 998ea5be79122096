import pino from "pino";
import { env } from "@/lib/env/env";

let root: pino.Logger | undefined;

/** The process's log: JSON lines with secrets and personal data cut out by path. */
export function logger(): pino.Logger {
  root ??= pino({
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
  });
  return root;
}
