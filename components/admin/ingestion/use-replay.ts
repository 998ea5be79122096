"use client";

import { useMutation } from "@tanstack/react-query";
import * as z from "zod/mini";
import { type ApiError, callApi } from "@/lib/http/call-api";
import { DEAD_REASONS } from "@/lib/ingestion/ingested-event";

const Replayed = z.object({
  events: z.array(
    z.object({
      source: z.string(),
      id: z.string(),
      status: z.enum(["settled", "dead_letter", "unchanged"]),
      reason: z.nullable(z.enum(DEAD_REASONS)),
    }),
  ),
});
type ReplayedEvents = z.infer<typeof Replayed>["events"];

export interface LetterName {
  source: string;
  id: string;
}

/** Replays dead letters by their names. */
export async function replayLetters(events: readonly LetterName[]): Promise<ReplayedEvents> {
  const body = { events: events.map(({ source, id }) => ({ source, id })) };
  return callApi("POST", "/api/admin/dead-letters/replay", { body, answer: (json) => Replayed.parse(json).events });
}

/** The same as a mutation. */
export function useReplay(onDone: (events: ReplayedEvents) => void) {
  return useMutation<ReplayedEvents, ApiError, readonly LetterName[]>({
    mutationFn: replayLetters,
    onSuccess: onDone,
  });
}
