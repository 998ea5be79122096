/** [what, pattern]: what a tracked file never holds. A line may say `not a secret: why`. */
const STRAYS = [
  ["a path of somebody's machine", /(?<![\w.)\]}*-])\/(?:work|root|home|Users)\/[\w.-]/],
  ["a registry's host", /\bregistry\.(?:npmjs|yarnpkg|npmmirror)\.|\bnpmmirror\.com|"resolved":\s*"https?:/i],
  ["a private key", /-----BEGIN (?:\w+ )*PRIVATE KEY-----\s*(?:\\n)?[\w+/]/],
  ["a cloud key", /\b(?:AKIA|LTAI)[0-9A-Za-z]{16,}\b|\bghp_\w{36}\b|\bxox[abp]-[\w-]{20,}/],
  ["an API key", /\b(?:sk|tk)-[A-Za-z0-9]{32,}\b/],
  ["a password in an address", /\b[a-z]+:\/\/[^\s/:@"'`${}<]+:[^\s/:@"'`${}<]{4,}@(?!127\.0\.0\.1|localhost)[\w.]+/],
  [
    "a secret",
    /\b\w*(?:secret|password|passwd|api_?key|access_?token)\w*["']?\s*[:=]\s*["'](?=[^"']*\d)[A-Za-z0-9+/=_-]{24,}["']/i,
  ],
];

export function checkStrayText(files) {
  return Object.entries(files).flatMap(([path, text]) =>
    text
      .split("\n")
      .flatMap((line, index) =>
        line.includes("not a secret:")
          ? []
          : STRAYS.filter(([, pattern]) => pattern.test(line)).map(([what]) => `${path}:${index + 1}: ${what}`),
      ),
  );
}
