"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useTransition } from "react";
import { ApiError, callApi } from "@/lib/http/call-api";
import { pulseMark, UsagePulseAnswer } from "./usage-pulse";

/** A charge shows within two seconds while the page is seen. */
const POLL_MS = 2_000;

/** Reads the pulse of the shown range while the page is seen, and has the server draw the page anew when it has moved. */
export function useUsagePulse(drawn: UsagePulseAnswer, from: string, to: string) {
  const router = useRouter();
  const [isDrawing, startDrawing] = useTransition();
  const query = useQuery({
    queryKey: ["usage-pulse", from, to],
    queryFn: () =>
      callApi("GET", `/api/usage/pulse?from=${from}&to=${to}`, { answer: (json) => UsagePulseAnswer.parse(json) }),
    initialData: drawn,
    staleTime: 1_000,
    refetchInterval: POLL_MS,
  });
  // A second drawing would throw the first away: where the server takes longer than a poll, none would ever arrive.
  const drawing = useRef(false);
  useEffect(() => {
    drawing.current = isDrawing;
  }, [isDrawing]);
  const drawnMark = useRef("");
  useEffect(() => {
    drawnMark.current = pulseMark(drawn);
  }, [drawn]);
  // Judged once per reading: a page drawn after it may be newer than what was read.
  useEffect(() => {
    if (pulseMark(query.data) !== drawnMark.current && !drawing.current) startDrawing(() => router.refresh());
  }, [query.data, query.dataUpdatedAt, router]);
  // Signed out elsewhere: drawing the page again leads to the sign-in.
  const isSignedOut = query.error instanceof ApiError && query.error.code === "SIGN_IN_REQUIRED";
  useEffect(() => {
    if (isSignedOut) router.refresh();
  }, [isSignedOut, router]);
  return query;
}
