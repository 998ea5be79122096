/**
 * Preloaded into every process that `npm start` starts: when the starter dies, however it dies, its end of this pipe
 * closes, and the process ends too instead of keeping its port.
 */
process.stdin.on("end", () => process.kill(process.pid, "SIGTERM"));
process.stdin.on("error", () => process.kill(process.pid, "SIGTERM"));
process.stdin.resume();
process.stdin.unref?.();
