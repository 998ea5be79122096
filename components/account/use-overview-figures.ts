"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useTransition } from "react";
import { ApiError, callApi } from "@/lib/http/call-api";
import { figuresMark, OverviewFigures } from "./overview-figures";

const CALM_MS = 30_000;
/** While the first call is awaited, it shows within two seconds. */
const WAITING_MS = 2_000;

/**
 * Reads the account's figures again while the page is seen, and has the server draw the page anew when one has moved.
 * What is drawn stays until then, also when a reading fails.
 */
export function useOverviewFigures(drawn: OverviewFigures, isWaiting: boolean) {
  const router = useRouter();
  const [isDrawing, startDrawing] = useTransition();
  const query = useQuery({
    queryKey: ["overview"],
    queryFn: () => callApi("GET", "/api/overview", { answer: (json) => OverviewFigures.parse(json) }),
    initialData: drawn,
    staleTime: 1_000,
    refetchInterval: isWaiting ? WAITING_MS : CALM_MS,
  });
  // A second drawing would throw the first away: where the server takes longer than a poll, none would ever arrive.
  const drawing = useRef(false);
  useEffect(() => {
    drawing.current = isDrawing;
  }, [isDrawing]);
  const drawnMark = useRef("");
  useEffect(() => {
    drawnMark.current = figuresMark(drawn);
  }, [drawn]);
  // Judged once per reading: a page drawn after it may be newer than what was read.
  useEffect(() => {
    if (figuresMark(query.data) !== drawnMark.current && !drawing.current) startDrawing(() => router.refresh());
  }, [query.data, query.dataUpdatedAt, router]);
  // Signed out elsewhere: drawing the page again leads to the sign-in.
  const isSignedOut = query.error instanceof ApiError && query.error.code === "SIGN_IN_REQUIRED";
  useEffect(() => {
    if (isSignedOut) router.refresh();
  }, [isSignedOut, router]);
  return query;
}
