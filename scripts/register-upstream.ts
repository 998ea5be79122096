/**
 * `npm run upstream:register -- CODE BASE_URL PRIORITY MODEL=THEIR-NAME…`: says that a server serves models. Options: `--apis
 * chat,messages` (the protocols it speaks), `--weight N` (its share among equals), `--connect-ms`, `--first-byte-ms`, `--idle-ms`.
 * Its key is read from standard input (an empty line for none), so that it stays out of the shell's history.
 */
import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import { closeDb } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { systemContext } from "@/lib/http/request-context";
import { registerUpstream, RegisterUpstreamInput } from "@/lib/upstreams/register-upstream";

const OPTION = { type: "string" } as const;
const { values, positionals } = readArguments();
const [code, baseUrl, priority, ...names] = positionals;
const number = (text: string | undefined) => (text === undefined ? undefined : Number(text));

const input = RegisterUpstreamInput.safeParse({
  code,
  baseUrl,
  priority: number(priority),
  apiKey: await readKey(),
  models: Object.fromEntries(
    names.map((name): [string, string] => [name.split("=", 1)[0] ?? "", name.slice(name.indexOf("=") + 1)]),
  ),
  apis: values.apis?.split(","),
  weight: number(values.weight),
  connectMs: number(values["connect-ms"]),
  firstByteMs: number(values["first-byte-ms"]),
  idleMs: number(values["idle-ms"]),
});
try {
  if (!input.success) throw new AppError("INVALID_INPUT", { field: input.error.issues[0]?.path.join(".") ?? "" });
  console.log(JSON.stringify(await registerUpstream(systemContext("register-upstream"), input.data)));
} catch (error) {
  if (!(error instanceof AppError)) throw error;
  console.error(`${error.code} ${JSON.stringify(error.details)}`);
  process.exitCode = 1;
}
await closeDb();

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { apis: OPTION, weight: OPTION, "connect-ms": OPTION, "first-byte-ms": OPTION, "idle-ms": OPTION },
    });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}

/** The first line of standard input; null when it is empty, or when there is none. */
async function readKey(): Promise<string | null> {
  process.stderr.write("Key of the upstream (empty for none): ");
  const lines = createInterface({ input: process.stdin });
  for await (const line of lines) return line.trim() === "" ? null : line.trim();
  return null;
}
