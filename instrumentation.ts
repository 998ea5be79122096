/** Runs once when a web process starts, before its first request: a bad environment stops it here, and it follows the business clock. */
export async function register(): Promise<void> {
  // eslint-disable-next-line house/no-process-env -- Next.js replaces exactly this expression, so that only the Node build loads what follows
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { startWeb } = await import("@/lib/system/start-web");
  await startWeb();
}
