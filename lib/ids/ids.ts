import { v7 as uuidv7 } from "uuid";
import { z } from "zod";

/** Type prefixes of public ids. */
export const ID_PREFIXES = [
  "acc",
  "ord",
  "pay",
  "sub",
  "grt",
  "evt",
  "key",
  "ses",
  "stf",
  "cli",
  "pcs",
  "ver",
  "pln",
  "pck",
  "mdl",
] as const;
export type IdPrefix = (typeof ID_PREFIXES)[number];

/** A UUIDv7 branded with what it identifies; at the edges it is shown with its prefix (`sub_…`). */
export type Id<P extends IdPrefix> = string & { readonly __id: P };

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A fresh id whose own time is the given instant of the business clock. Ids of one instant are in no order. */
export function newId<P extends IdPrefix>(_prefix: P, at: Date): Id<P> {
  return newUuid(at) as Id<P>;
}

/** A fresh UUIDv7 for rows that are never shown. */
export function newUuid(at: Date): string {
  return uuidv7({ msecs: at.getTime() });
}

/** Brands an id read from the database. Throws when it is not a UUID. */
export function asId<P extends IdPrefix>(_prefix: P, uuid: string): Id<P> {
  if (!UUID.test(uuid)) throw new TypeError("not a UUID");
  return uuid as Id<P>;
}

/** The public form: prefix, underscore, 32 hexadecimal digits. */
export function showId<P extends IdPrefix>(prefix: P, id: string): string {
  return `${prefix}_${id.replaceAll("-", "")}`;
}

/** Reads the public form; null when the prefix or the digits are wrong. */
export function parseId<P extends IdPrefix>(prefix: P, text: string): Id<P> | null {
  const hex = text.startsWith(`${prefix}_`) ? text.slice(prefix.length + 1) : "";
  if (!/^[0-9a-f]{32}$/.test(hex)) return null;
  const uuid = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  return uuid as Id<P>;
}

/** Schema of a public id in a request: parses to the branded UUID. */
export function idOf<P extends IdPrefix>(prefix: P) {
  return z.string().transform((text, context): Id<P> => {
    const id = parseId(prefix, text);
    if (id) return id;
    context.addIssue({ code: "custom", message: `not a ${prefix}_ id` });
    return z.NEVER;
  });
}

/** The instant inside a UUIDv7, in milliseconds. */
export function idMs(uuid: string): number {
  return Number.parseInt(uuid.replaceAll("-", "").slice(0, 12), 16);
}
