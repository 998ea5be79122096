import { hash, verify } from "@node-rs/argon2";

/** argon2id (the library's default) at 19 MiB, two passes: OWASP's first choice. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** What is stored of a password. */
export async function hashPassword(password: string): Promise<string> {
  return hash(password, COST);
}

let decoy: Promise<string> | undefined;

/** Whether a password fits. Without a stored one it takes as long, so that time does not tell who exists. */
export async function passwordFits(stored: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword("nobody's password");
  const fits = await verify(stored ?? (await decoy), password);
  return stored !== null && fits;
}
