import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { startProduct } from "@/lib/testing/start-product";

/** The mock's moment: pictures of the product can be laid beside it, and repeat. */
const PICTURE_NOW = "2026-05-20T14:32:00+08:00";

export interface OpenProduct {
  web: string;
  gateway: string;
  dataDir: string;
  stop: () => Promise<void>;
}

const Running = z.object({ gateway: z.string() });

/** A product with its own fresh data and a standing business clock, or the running one that E2E_WEB_URL and E2E_DATA_DIR name. */
export async function openProduct(env: Record<string, string | undefined>): Promise<OpenProduct> {
  const { E2E_WEB_URL: web, E2E_DATA_DIR: dataDir } = env;
  if (!web) return startProduct({ env: { ...env, DEMO_NOW: PICTURE_NOW }, onLine: (line) => console.log(line) });
  if (!dataDir) throw new Error("E2E_WEB_URL needs E2E_DATA_DIR: the staff's passwords lie there");
  const { gateway } = Running.parse(JSON.parse(readFileSync(path.join(dataDir, "running.json"), "utf8")));
  return { web, gateway, dataDir, stop: () => Promise.resolve() };
}
