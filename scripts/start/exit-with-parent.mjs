/**
 * Preloaded into every process that `npm start` starts: when the starter dies, however it dies, its end of this pipe
 * closes, and the process ends too instead of keeping its port. A process hands its preloads on to what it starts
 * itself (Next.js its builders), whose pipes mean something else: the mark is taken off here, so only the starter's own
 * children act.
 */
if (process.env.TOKENHALL_ENDS_WITH_STARTER) {
  delete process.env.TOKENHALL_ENDS_WITH_STARTER;
  const end = () => process.kill(process.pid, "SIGTERM");
  process.stdin.on("end", end);
  process.stdin.on("error", end);
  process.stdin.resume();
  process.stdin.unref?.();
}
