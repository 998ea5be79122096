import { z } from "zod";

const Shaped = z.looseObject({
  message: z.string().optional(),
  constraint: z.unknown().optional(),
  cause: z.unknown().optional(),
  meta: z.unknown().optional(),
});

/** True when the database refused because of the named constraint, whether the error comes from pg or through Prisma. */
export function violates(error: unknown, constraint: string): boolean {
  const parsed = Shaped.safeParse(error);
  if (!parsed.success) return false;
  const { constraint: named, cause, meta, ...rest } = parsed.data;
  if (named !== undefined && JSON.stringify(named).includes(constraint)) return true;
  const nested = z
    .looseObject({ driverAdapterError: z.unknown().optional(), target: z.unknown().optional() })
    .safeParse(meta);
  if (nested.success && JSON.stringify(nested.data.target ?? "").includes(constraint)) return true;
  if (nested.success && nested.data.driverAdapterError && violates(nested.data.driverAdapterError, constraint))
    return true;
  if (cause && violates(cause, constraint)) return true;
  return JSON.stringify(rest).includes(constraint);
}
