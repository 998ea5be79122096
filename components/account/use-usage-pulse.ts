"use client";

import { useQuery } from "@tanstack/react-query";
import { callApi } from "@/lib/http/call-api";
import { pulseMark, UsagePulseAnswer } from "./usage-pulse";
import { useRedraw } from "./use-redraw";

/** A charge shows within two seconds while the page is seen. */
const POLL_MS = 2_000;

/** Reads the pulse of the shown range while the page is seen, and has the server draw the page anew when it has moved. */
export function useUsagePulse(drawn: UsagePulseAnswer, from: string, to: string) {
  const query = useQuery({
    queryKey: ["usage-pulse", from, to],
    queryFn: () =>
      callApi("GET", `/api/usage/pulse?from=${from}&to=${to}`, { answer: (json) => UsagePulseAnswer.parse(json) }),
    initialData: drawn,
    staleTime: 1_000,
    refetchInterval: POLL_MS,
  });
  useRedraw(query, drawn, pulseMark);
  return query;
}
