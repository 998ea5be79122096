/** Each is a file of this folder that runs in a process of its own. */
export const BENCHES = ["charging", "gateway", "hot-account", "gateway-memory"] as const;
export type Bench = (typeof BENCHES)[number];
