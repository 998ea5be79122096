/** What every caller of the gateway benchmarks asks. */
export const MODEL = "glm-5";

const chat = {
  model: MODEL,
  messages: [
    { role: "system", content: "You answer briefly." },
    { role: "user", content: "Which river flows through Chongqing, and how long is it in kilometres?" },
  ],
  max_tokens: 256,
};

/** The bytes of one HTTP request on a connection that is kept; the headers that Portkey needs go to everybody. */
export function requestBytes({ streamed, secret, upstreamUrl }: RequestFacts): Buffer {
  const body = JSON.stringify(streamed ? { ...chat, stream: true, stream_options: { include_usage: true } } : chat);
  return Buffer.from(
    [
      "POST /v1/chat/completions HTTP/1.1",
      "host: 127.0.0.1",
      "content-type: application/json",
      "accept: */*",
      `authorization: Bearer ${secret}`,
      "x-portkey-provider: openai",
      `x-portkey-custom-host: ${upstreamUrl}`,
      `content-length: ${Buffer.byteLength(body)}`,
      "",
      body,
    ].join("\r\n"),
  );
}

export interface RequestFacts {
  streamed: boolean;
  secret: string;
  upstreamUrl: string;
}
