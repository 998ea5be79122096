import { AnswerMeter } from "@/lib/gateway/answer-meter";
import { OPENAI_ERRORS } from "@/lib/gateway/apis/error-form";
import type { ApiRequest, GatewayApi } from "@/lib/gateway/apis/gateway-api";
import { isFailure, objectsAt, parseObject } from "@/lib/gateway/apis/json-fields";
import { openAiUsage } from "@/lib/gateway/apis/open-ai-usage";
import { RequestFields } from "@/lib/gateway/apis/request-fields";
import { readTextInputs } from "@/lib/gateway/apis/text-inputs";
import { GatewayError } from "@/lib/gateway/gateway-error";

const MOST_INPUTS = 2_048;

/** OpenAI's embeddings: input only, nothing is written, nothing is streamed. */
export const embeddingsApi = {
  api: "embeddings",
  errors: OPENAI_ERRORS,
  passedHeaders: [],
  parse(text): ApiRequest {
    const fields = RequestFields.parse(text);
    const { all, model } = fields;
    const inputs = readTextInputs(fields, "input", MOST_INPUTS);
    if (fields.boolean("stream")) throw fields.wrong("stream", "embeddings come in one piece");
    return {
      model,
      streamed: false,
      prompts: inputs.count,
      choices: 1,
      askedOutputTokens: 0,
      boundInput: inputs.bound,
      countInput: inputs.tokens,
      upstreamBody: (upstreamModel) => JSON.stringify({ ...all, model: upstreamModel }),
      newMeter: () => new EmbeddingsMeter(model),
    };
  },
} as const satisfies GatewayApi;

class EmbeddingsMeter extends AnswerMeter {
  private vectors = 0;

  constructor(private readonly model: string) {
    super();
  }

  get isFinished(): boolean {
    return this.vectors > 0;
  }

  override get hasOutput(): boolean {
    return this.vectors > 0;
  }

  readWhole(text: string): string {
    const answer = parseObject(text);
    if (isFailure(answer)) throw new GatewayError("upstreamFailed");
    this.vectors = objectsAt(answer, "data").length;
    if (this.vectors === 0) throw new GatewayError("upstreamMalformed");
    this.usage = openAiUsage(answer.usage);
    return answer.model === this.model ? text : JSON.stringify({ ...answer, model: this.model });
  }

  readEvent(): string {
    throw new GatewayError("upstreamMalformed");
  }
}
