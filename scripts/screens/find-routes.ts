import { readdirSync } from "node:fs";
import path from "node:path";

/** The routes that have a page under a folder of Next.js' app, as written there, without groups: `/account/orders/[number]`. */
export function findRoutes(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => path.basename(file) === "page.tsx")
    .map((file) => {
      const parts = path.dirname(file).split(path.sep);
      return `/${parts.filter((part) => part !== "." && !/^\(.*\)$/.test(part)).join("/")}`;
    })
    .sort();
}
