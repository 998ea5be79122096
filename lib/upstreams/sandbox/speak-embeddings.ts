import { createHash } from "node:crypto";
import { z } from "zod";
import { OPENAI_ERROR_FRAME, openAiError } from "@/lib/upstreams/sandbox/open-ai-words";
import type { SandboxAsk, SandboxDialect } from "@/lib/upstreams/sandbox/sandbox-dialect";
import { sandboxOrder } from "@/lib/upstreams/sandbox/sandbox-request";
import { countInputs, TextInputs } from "@/lib/upstreams/sandbox/text-inputs";

const DIMENSIONS = 256;

const Request = z.looseObject({
  model: z.string(),
  input: TextInputs,
  dimensions: z.int().min(1).max(4_096).nullish(),
  encoding_format: z.enum(["float", "base64"]).nullish(),
  user: z.string().nullish(),
});

interface EmbeddingsAsk extends SandboxAsk {
  inputs: z.output<typeof TextInputs>;
  dimensions: number;
  asBase64: boolean;
}

export const speakEmbeddings: SandboxDialect<EmbeddingsAsk> = {
  read(body): EmbeddingsAsk | null {
    const request = Request.safeParse(body).data;
    if (!request) return null;
    return {
      model: request.model,
      order: sandboxOrder(request.user),
      streamed: false,
      wantsUsage: false,
      prompt: { messages: [] },
      promptTokens: countInputs(request.input),
      questions: [],
      writtenPerText: 1,
      limit: 0,
      asJson: false,
      toolName: null,
      inputs: request.input,
      dimensions: request.dimensions ?? DIMENSIONS,
      asBase64: request.encoding_format === "base64",
    };
  },

  whole({ usage }, { model, inputs, dimensions, asBase64 }) {
    const data = inputs.map((input, index) => {
      const vector = vectorOf(JSON.stringify(input), dimensions);
      const embedding = asBase64 ? Buffer.from(vector.buffer).toString("base64") : [...vector];
      return { object: "embedding", index, embedding };
    });
    const tokens = usage?.inputTokens ?? 0;
    return {
      object: "list",
      data,
      model,
      ...(usage && { usage: { prompt_tokens: tokens, total_tokens: tokens } }),
    };
  },

  frames: null,
  errorBody: openAiError,
  errorFrame: OPENAI_ERROR_FRAME,
};

/** A vector of length one that depends on the text alone. It means nothing. */
function vectorOf(text: string, dimensions: number): Float32Array {
  const vector = new Float32Array(dimensions);
  let digest = createHash("sha256").update(text).digest();
  for (let at = 0; at < dimensions; at += 1) {
    const place = (at * 2) % digest.length;
    if (at > 0 && place === 0) digest = createHash("sha256").update(digest).digest();
    vector[at] = digest.readInt16LE(place);
  }
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}
