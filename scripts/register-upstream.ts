/**
 * `npm run upstream:register -- CODE BASE_URL PRIORITY MODEL=THEIR-NAME…`: says that a server serves models. Its key is read
 * from standard input (an empty line for none), so that it stays out of the shell's history.
 */
import { createInterface } from "node:readline/promises";
import { closeDb } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { systemContext } from "@/lib/http/request-context";
import { registerUpstream, RegisterUpstreamInput } from "@/lib/upstreams/register-upstream";

const [code, baseUrl, priority, ...names] = process.argv.slice(2);
const prompt = createInterface({ input: process.stdin, output: process.stdout });
const apiKey = await prompt.question("Key of the upstream (empty for none): ");
prompt.close();

const input = RegisterUpstreamInput.safeParse({
  code,
  baseUrl,
  priority: Number(priority),
  apiKey: apiKey === "" ? null : apiKey,
  models: Object.fromEntries(
    names.map((name): [string, string] => [name.split("=", 1)[0] ?? "", name.slice(name.indexOf("=") + 1)]),
  ),
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
