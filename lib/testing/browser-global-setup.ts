import { startProduct } from "./start-product";

/**
 * Playwright's global setup: one product for the whole run, unless E2E_WEB_URL names one that runs already. Tests read
 * E2E_WEB_URL, E2E_GATEWAY_URL and E2E_DATA_DIR (demo-staff.json lies there).
 */
export default async function browserGlobalSetup(): Promise<() => Promise<void>> {
  // eslint-disable-next-line house/no-process-env -- the environment is how Playwright hands values from its setup to its workers
  const environment = process.env;
  if (environment["E2E_WEB_URL"]) return () => Promise.resolve();
  const product = await startProduct({ env: environment, onLine: (line) => console.log(line) });
  environment["E2E_WEB_URL"] = product.web;
  environment["E2E_GATEWAY_URL"] = product.gateway;
  environment["E2E_DATA_DIR"] = product.dataDir;
  return () => product.stop();
}
