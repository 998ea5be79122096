const MAX_LINES = 25;
const COMMAND = /^export (?:async )?function (?!find[A-Z]|get[A-Z])\w+\(\s*ctx: RequestContext\b/m;

/** A noun that can be commanded says its words and invariants in a README.md of at most 25 lines. */
export function checkNounReadmes(files) {
  const nouns = new Set();
  for (const [path, text] of Object.entries(files)) {
    const noun = /^lib\/[^/]+(?=\/[^/]+\.ts$)/.exec(path)?.[0];
    if (noun && !path.includes(".test.") && COMMAND.test(text)) nouns.add(noun);
  }
  const missing = [...nouns]
    .filter((noun) => !(`${noun}/README.md` in files))
    .map((noun) => `${noun}: has a command but no README.md (words, invariants, where to start)`);

  const long = Object.entries(files)
    .filter(([path, text]) => /^lib\/[^/]+\/README\.md$/.test(path) && text.trimEnd().split("\n").length > MAX_LINES)
    .map(([path]) => `${path}: longer than ${MAX_LINES} lines`);
  return [...missing, ...long];
}
