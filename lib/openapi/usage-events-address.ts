import { z } from "zod";
import { CloudEvent } from "@/lib/ingestion/cloud-event";
import { DEAD_REASONS, INVALID_REASONS, MOST_EVENTS, USAGE_EVENT_TYPE } from "@/lib/ingestion/ingested-event";
import { UsageData } from "@/lib/ingestion/reported-usage";

const text = { type: ["string", "null"] };
const count = { type: "integer", minimum: 0 };

const answer = (status: string, more: Record<string, object>) => ({
  type: "object",
  required: ["source", "id", "status", ...Object.keys(more)],
  properties: { source: text, id: text, status: { const: status }, ...more },
});

/** The schemas of reported usage: what goes in is what the door's own schemas say. */
export function usageEventSchemas(): Record<string, object> {
  const event = CloudEvent.extend({ time: z.iso.datetime({ offset: true }), data: UsageData });
  const { $schema: _draft, ...usageEvent } = z.toJSONSchema(event, { io: "input" });
  const eventId = { type: "string" };
  return {
    UsageEvent: usageEvent,
    UsageEventBatch: { type: "array", maxItems: MOST_EVENTS, items: { $ref: "#/components/schemas/UsageEvent" } },
    EventAnswers: {
      type: "object",
      required: ["events"],
      properties: {
        events: {
          type: "array",
          items: {
            oneOf: [
              answer("settled", { eventId, planTokens: count, shortfallTokens: count }),
              answer("duplicate", { eventId, bodyDiffers: { type: "boolean" } }),
              answer("dead_letter", { eventId, reason: { enum: DEAD_REASONS } }),
              answer("invalid", { reason: { enum: INVALID_REASONS }, field: text }),
            ],
          },
        },
      },
    },
  };
}

/** `POST /api/usage/events`. */
export function usageEventsAddress(): object {
  const answers = { "application/json": { schema: { $ref: "#/components/schemas/EventAnswers" } } };
  const failure = (description: string) => ({
    description,
    content: { "application/json": { schema: { $ref: "#/components/schemas/Failure" } } },
  });
  return {
    post: {
      operationId: "reportUsage",
      summary: "Report usage of another system (CloudEvents 1.0)",
      description: `Events of type ${USAGE_EVENT_TYPE}. One source and id is charged once, for ever. Binary mode: attributes as ce-* headers, the data as body.`,
      security: [{ apiClient: [] }],
      requestBody: {
        required: true,
        content: {
          "application/cloudevents+json": { schema: { $ref: "#/components/schemas/UsageEvent" } },
          "application/cloudevents-batch+json": { schema: { $ref: "#/components/schemas/UsageEventBatch" } },
          "application/json": { schema: { $ref: "#/components/schemas/UsageEvent/properties/data" } },
        },
      },
      responses: {
        "200": { description: "What became of each event, in the order sent", content: answers },
        "202": { description: "A single event that is taken and cannot be charged yet", content: answers },
        "400": failure("Not JSON"),
        "401": failure("No secret, or one that is revoked"),
        "403": failure("A source that this system may not report for"),
        "409": failure("A single event that was taken before with another content"),
        "413": failure("More than 1,000 events or 1 MB"),
        "415": failure("Not a CloudEvent's content type"),
        "422": { description: "A single event, or every event of a batch, that is no usage event" },
        "429": failure("Too many requests; Retry-After says when"),
      },
    },
  };
}
