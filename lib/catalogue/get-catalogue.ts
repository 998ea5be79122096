import type { Catalogue } from "@/lib/catalogue/catalogue";
import { catalogueAt } from "@/lib/catalogue/catalogue-at";
import { type CatalogueRows, readCatalogueRows } from "@/lib/catalogue/store";
import { listen } from "@/lib/db/listen";

export const CATALOGUE_CHANNEL = "catalogue_changed";

interface CatalogueCache {
  rows: CatalogueRows | null;
  view: Catalogue | null;
  /** Counts drops, so that a read which was under way when something changed is not kept. */
  generation: number;
  watching: Promise<unknown> | null;
}

// On globalThis, because Next.js may load this module more than once in a process.
const holder: typeof globalThis & { __tokenhallCatalogue?: CatalogueCache } = globalThis;
const cache: CatalogueCache = (holder.__tokenhallCatalogue ??= {
  rows: null,
  view: null,
  generation: 0,
  watching: null,
});

/** Forgets what was read; the next reader reads again. Whoever changes the catalogue need not wait for its own notice. */
export function dropCatalogueCache(): void {
  cache.generation += 1;
  cache.rows = null;
  cache.view = null;
}

/**
 * What is sold and how it is counted, at an instant of the business clock. Kept in the process; read again when a
 * change set is published or withdrawn (NOTIFY), and never used past the instant until which it holds.
 */
export async function getCatalogue(at: Date): Promise<Catalogue> {
  cache.watching ??= listen([CATALOGUE_CHANNEL], dropCatalogueCache, async () => dropCatalogueCache());
  await cache.watching;
  const instant = at.toISOString();
  const { view } = cache;
  if (view && view.at <= instant && (view.holdsUntil === null || instant < view.holdsUntil)) return view;
  const started = cache.generation;
  const rows = cache.rows ?? (await readCatalogueRows());
  const fresh = catalogueAt(rows, at);
  if (started === cache.generation) {
    cache.rows = rows;
    // A look into the past, as for late usage, does not displace what everybody else asks for.
    if (cache.view === null || cache.view.at <= instant) cache.view = fresh;
  }
  return fresh;
}
