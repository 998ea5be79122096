export type PageSecurity = {
  /** What the page's own scripts and styles carry; new for every request. */
  nonce: string;
  /** Next's development server evaluates code for its error overlay and talks over a web socket. */
  development: boolean;
};

/** The policy of a page: only scripts that carry the nonce, and what they load, may run. */
export function pagePolicy({ nonce, development }: PageSecurity): string {
  const directives: Record<string, string[]> = {
    "default-src": ["'self'"],
    "script-src": ["'self'", `'nonce-${nonce}'`, "'strict-dynamic'", ...(development ? ["'unsafe-eval'"] : [])],
    // Next's development server injects styles without a nonce.
    "style-src": development ? ["'self'", "'unsafe-inline'"] : ["'self'", `'nonce-${nonce}'`],
    // Charts and the meter place their parts by style attributes, which carry no code.
    "style-src-attr": ["'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:"],
    "font-src": ["'self'"],
    "connect-src": ["'self'", ...(development ? ["ws:"] : [])],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
  };
  return Object.entries(directives)
    .map(([name, sources]) => [name, ...sources].join(" "))
    .join("; ");
}

/** The policy of an answer that is data, never a document. */
export const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'";
