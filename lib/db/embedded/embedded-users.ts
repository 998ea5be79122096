import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { isAlive } from "./hold-lock";

/** Notes that this process uses the server. */
export async function addUser(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, String(process.pid)), "");
}

/** Notes that this process no longer uses the server; true when nobody is left. Processes that were killed do not count. */
export async function removeUser(folder: string): Promise<boolean> {
  const names = await readdir(folder).catch(() => []);
  let others = 0;
  for (const name of names) {
    const pid = Number(name);
    if (pid !== process.pid && isAlive(pid)) others += 1;
    else await rm(path.join(folder, name), { force: true });
  }
  return others === 0;
}
