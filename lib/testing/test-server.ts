/** What the run's one PostgreSQL is to a test file. */
export interface TestServer {
  /** The server's address; a database name is put in place of its last part. */
  url: string;
  /** Migrated once, never connected to; every test file gets a copy. */
  template: string;
  /** First part of the names of this run's databases. */
  prefix: string;
}

declare module "vitest" {
  export interface ProvidedContext {
    testServer: TestServer;
  }
}

/** The same server, another database. */
export function databaseAddress(serverUrl: string, database: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.toString();
}
