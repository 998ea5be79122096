import { z } from "zod";

const port = z.coerce.number().int().min(1).max(65535);

const Env = z.object({
  TOKENHALL_MODE: z.enum(["demo", "production"]).default("demo"),
  NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
  PORT: port.default(3000),
  GATEWAY_PORT: port.default(3001),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  DATABASE_POOL: z.coerce.number().int().min(2).max(100).default(10),
  DATA_DIR: z.string().min(1).default(".data"),
  AUTH_SECRET: z.string().min(32),
  DATA_KEY: z.string().regex(/^[0-9a-f]{64}$/, "64 hexadecimal digits"),
  PUBLIC_URL: z.url().optional(),
  PUBLIC_GATEWAY_URL: z.url().optional(),
  METRICS_TOKEN: z.string().min(16).optional(),
  /** Hosts (`api.example.com`, `10.0.0.5:8000`) that upstreams may live on, separated by commas (decisions 20). */
  UPSTREAM_HOSTS: z
    .string()
    .default("")
    .transform((hosts) =>
      hosts
        .split(",")
        .map((host) => host.trim().toLowerCase())
        .filter((host) => host !== ""),
    ),
  /** Calls one API key may make in a minute, per gateway node. */
  GATEWAY_CALLS_PER_MINUTE: z.coerce.number().int().min(1).default(6_000),
  /** What a call is charged that its client left: what was delivered until then, or nothing (decisions 18). */
  CLIENT_LEFT_RULE: z.enum(["delivered", "nothing"]).default("delivered"),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
  /** Pins the business clock, for pictures and demonstrations. */
  DEMO_NOW: z.iso.datetime({ offset: true }).optional(),
  /** VAT in basis points, split off at payment. 6 % for value-added services. */
  VAT_BASIS_POINTS: z.coerce.number().int().min(0).max(10_000).default(600),
  /** One-time codes a number, and an address, may ask for in a day. */
  CODES_PER_DAY: z.coerce.number().int().min(1).optional(),
});

export type Env = Omit<z.infer<typeof Env>, "PUBLIC_URL" | "PUBLIC_GATEWAY_URL"> & {
  PUBLIC_URL: string;
  PUBLIC_GATEWAY_URL: string;
};

export type ClientLeftRule = Env["CLIENT_LEFT_RULE"];

/** Thrown when the environment is unusable; the message names each bad or missing variable. */
export class EnvError extends Error {}

/** Reads and checks the environment. Throws EnvError naming every variable that is missing or malformed. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const filled = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ""));
  const parsed = Env.safeParse(filled);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    throw new EnvError(`The environment is not usable.\n  ${problems.join("\n  ")}`);
  }
  const values = parsed.data;
  return {
    ...values,
    PUBLIC_URL: values.PUBLIC_URL ?? `http://localhost:${values.PORT}`,
    PUBLIC_GATEWAY_URL: values.PUBLIC_GATEWAY_URL ?? `http://localhost:${values.GATEWAY_PORT}`,
  };
}

let cached: Env | undefined;

/** The process's environment, read once. */
export function env(): Env {
  cached ??= parseEnv(process.env);
  return cached;
}

/** True where sandbox routes, sandbox payment and the movable clock exist. */
export function isDemo(): boolean {
  return env().TOKENHALL_MODE === "demo";
}
