"use client";

import type { DefinedUseQueryResult } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useTransition } from "react";
import { ApiError } from "@/lib/http/call-api";

/** Has the server draw the page anew when what was read has another mark than what is drawn; `markOf` must stay the same. */
export function useRedraw<T>(query: DefinedUseQueryResult<T>, drawn: T, markOf: (figures: T) => string): void {
  const router = useRouter();
  const [isDrawing, startDrawing] = useTransition();
  // A second drawing would throw the first away: where the server takes longer than a poll, none would ever arrive.
  const drawing = useRef(false);
  useEffect(() => {
    drawing.current = isDrawing;
  }, [isDrawing]);
  const drawnMark = useRef("");
  useEffect(() => {
    drawnMark.current = markOf(drawn);
  }, [drawn, markOf]);
  // Judged once per reading: a page drawn after it may be newer than what was read.
  useEffect(() => {
    if (markOf(query.data) !== drawnMark.current && !drawing.current) startDrawing(() => router.refresh());
  }, [query.data, query.dataUpdatedAt, markOf, router]);
  // Signed out elsewhere: drawing the page again leads to the sign-in.
  const isSignedOut = query.error instanceof ApiError && query.error.code === "SIGN_IN_REQUIRED";
  useEffect(() => {
    if (isSignedOut) router.refresh();
  }, [isSignedOut, router]);
}
