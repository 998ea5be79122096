"use client";

import { useQuery } from "@tanstack/react-query";
import { callApi } from "@/lib/http/call-api";
import { figuresMark, OverviewFigures } from "./overview-figures";
import { useRedraw } from "./use-redraw";

const CALM_MS = 30_000;
/** While the first call is awaited, it shows within two seconds. */
const WAITING_MS = 2_000;

/**
 * Reads the account's figures again while the page is seen, and has the server draw the page anew when one has moved.
 * What is drawn stays until then, also when a reading fails.
 */
export function useOverviewFigures(drawn: OverviewFigures, isWaiting: boolean) {
  const query = useQuery({
    queryKey: ["overview"],
    queryFn: () => callApi("GET", "/api/overview", { answer: (json) => OverviewFigures.parse(json) }),
    initialData: drawn,
    staleTime: 1_000,
    refetchInterval: isWaiting ? WAITING_MS : CALM_MS,
  });
  useRedraw(query, drawn, figuresMark);
  return query;
}
