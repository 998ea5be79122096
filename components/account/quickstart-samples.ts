export type QuickstartFacts = {
  /** With /v1, as clients want it. */
  readonly baseUrl: string;
  readonly model: string;
  /** What the sample asks, in the reader's language. */
  readonly prompt: string;
  /** Only where a fresh key is being shown; elsewhere samples read it from the environment. */
  readonly secret?: string;
};

export type QuickstartSample = {
  readonly key: "env" | "curl" | "python" | "node";
  readonly code: string;
  readonly install?: string;
};

/** Samples that run as they are: the address and a model of this hall. The key stands in .env and curl alone; programs read it from there. */
export function quickstartSamples({ baseUrl, model, prompt, secret }: QuickstartFacts): QuickstartSample[] {
  const ask = JSON.stringify(prompt);
  return [
    { key: "env", code: [`OPENAI_BASE_URL=${baseUrl}`, `OPENAI_API_KEY=${secret ?? "tk-…"}`].join("\n") },
    { key: "curl", code: curlSample({ baseUrl, model, prompt, ...(secret === undefined ? {} : { secret }) }) },
    {
      key: "python",
      install: "pip install openai",
      code: [
        "import os",
        "from openai import OpenAI",
        "",
        `client = OpenAI(base_url="${baseUrl}", api_key=os.environ["OPENAI_API_KEY"])`,
        "answer = client.chat.completions.create(",
        `    model="${model}",`,
        `    messages=[{"role": "user", "content": ${ask}}],`,
        ")",
        "print(answer.choices[0].message.content)",
      ].join("\n"),
    },
    {
      key: "node",
      install: "npm install openai",
      code: [
        'import OpenAI from "openai";',
        "",
        `const client = new OpenAI({ baseURL: "${baseUrl}", apiKey: process.env.OPENAI_API_KEY });`,
        "const answer = await client.chat.completions.create({",
        `  model: "${model}",`,
        `  messages: [{ role: "user", content: ${ask} }],`,
        "});",
        "console.log(answer.choices[0].message.content);",
      ].join("\n"),
    },
  ];
}

/** One request from a shell. */
export function curlSample({ baseUrl, model, prompt, secret }: QuickstartFacts): string {
  const body = JSON.stringify({ model, messages: [{ role: "user", content: prompt }] });
  return [
    `curl ${baseUrl}/chat/completions \\`,
    `  -H "Authorization: Bearer ${secret ?? "$OPENAI_API_KEY"}" \\`,
    '  -H "Content-Type: application/json" \\',
    `  -d '${body.replaceAll("'", "\\u0027")}'`,
  ].join("\n");
}
