import { eventFrame } from "@/lib/gateway/apis/event-frame";
import type { ErrorText } from "@/lib/gateway/error-body";
import { GATEWAY_ERRORS, type GatewayError } from "@/lib/gateway/gateway-error";

interface Failure {
  error: GatewayError;
  text: ErrorText;
  requestId: string;
}

/** How a protocol says that a call failed: as the whole answer, or as the last event of a stream that has begun. */
export interface ErrorForm {
  statusOf(error: GatewayError): number;
  body(failure: Failure): string;
  event(failure: Failure): string;
}

/** Chat, text completions, embeddings, and whatever is no protocol of a model. */
export const OPENAI_ERRORS: ErrorForm = {
  statusOf: ({ status }) => status,
  body: openAiBody,
  event: (failure) => eventFrame({ name: null, data: openAiBody(failure) }),
};

/** Responses: the same, but a stream's error is an event of its own type. Its place in the sequence is not counted. */
export const RESPONSES_ERRORS: ErrorForm = {
  ...OPENAI_ERRORS,
  event({ error, text }) {
    const { code } = GATEWAY_ERRORS[error.error];
    const event = {
      ...text.figures,
      type: "error",
      code,
      message: text.message,
      param: error.param,
      sequence_number: 0,
    };
    return eventFrame({ name: "error", data: JSON.stringify(event) });
  },
};

export const ANTHROPIC_ERRORS: ErrorForm = {
  statusOf: ({ status }) => (status === 503 ? 529 : status),
  body: anthropicBody,
  event: (failure) => eventFrame({ name: "error", data: anthropicBody(failure) }),
};

function openAiBody({ error, text: { message, figures } }: Failure): string {
  const { type, code } = GATEWAY_ERRORS[error.error];
  return JSON.stringify({ error: { ...figures, message, type, param: error.param, code } });
}

/** By our status, as Anthropic documents them. */
const ANTHROPIC_TYPES: Readonly<Record<number, string>> = {
  401: "authentication_error",
  402: "billing_error",
  403: "permission_error",
  404: "not_found_error",
  413: "request_too_large",
  429: "rate_limit_error",
  503: "overloaded_error",
  504: "timeout_error",
};

function anthropicBody({ error, text: { message, figures }, requestId }: Failure): string {
  const { code } = GATEWAY_ERRORS[error.error];
  const type = ANTHROPIC_TYPES[error.status] ?? (error.status < 500 ? "invalid_request_error" : "api_error");
  return JSON.stringify({ type: "error", error: { ...figures, type, message, code }, request_id: requestId });
}
