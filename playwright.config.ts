import { defineConfig } from "@playwright/test";
import { LOCALES, type Locale } from "./lib/i18n/locale";
import { CHROMIUM_ARGS, findChromium } from "./lib/testing/find-chromium";

const executablePath = findChromium(process.env["CHROMIUM_PATH"]);

const phone = {
  name: "phone",
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
  deviceScaleFactor: 2,
};
const desktop = { name: "desktop", viewport: { width: 1440, height: 900 } };
const DEVICES = [phone, desktop];

function project(
  name: string,
  { name: _device, ...use }: Partial<typeof phone> & { name: string },
  locale: Locale,
  testMatch: string,
) {
  return { name, testMatch, metadata: { locale }, use: { ...use, locale } };
}

/** The price journey changes prices and moves the clock for everybody: after all others, and one at a time. */
function pricingProjects() {
  const before = [...DEVICES.flatMap((device) => LOCALES.map((locale) => `${device.name} ${locale}`)), "flows"];
  const made: (ReturnType<typeof project> & { dependencies: string[] })[] = [];
  for (const device of DEVICES) {
    for (const locale of LOCALES) {
      const earlier = made.at(-1)?.name;
      const one = project(`pricing ${device.name} ${locale}`, device, locale, "pricing/**");
      made.push({ ...one, dependencies: earlier ? [earlier] : before });
    }
  }
  return made;
}

export default defineConfig({
  testDir: "e2e",
  globalSetup: "./lib/testing/browser-global-setup.ts",
  outputDir: "test-results/browser",
  fullyParallel: true,
  // The machine's two cores also run the product.
  workers: 2,
  forbidOnly: process.env["CI"] !== undefined,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [["list"]],
  use: {
    ...(process.env["E2E_WEB_URL"] ? { baseURL: process.env["E2E_WEB_URL"] } : {}),
    actionTimeout: 15_000,
    timezoneId: "Asia/Shanghai",
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: { args: CHROMIUM_ARGS, ...(executablePath ? { executablePath } : {}) },
  },
  projects: [
    ...DEVICES.flatMap((device) =>
      LOCALES.map((locale) => project(`${device.name} ${locale}`, device, locale, "journeys/**")),
    ),
    // Everything that need not be walked on every device and in every language.
    project("flows", desktop, "zh-CN", "flows/**"),
    ...pricingProjects(),
  ],
});
