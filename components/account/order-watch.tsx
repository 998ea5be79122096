"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { z } from "zod/mini";
import { callApi } from "@/lib/http/call-api";

const Watched = z.object({ status: z.string(), events: z.array(z.unknown()) });

/** Often at first, then ever more rarely: two seconds for half a minute, five for two minutes, then a quarter of a minute. */
function nextPollMs(polls: number): number {
  if (polls < 15) return 2_000;
  return polls < 40 ? 5_000 : 15_000;
}

type OrderWatchProps = {
  number: string;
  /** Where the order stood when the page was drawn. */
  status: string;
  events: number;
};

/** Looks after an order that waits for its money, and has the page drawn again when something happened to it. */
export function OrderWatch({ number, status, events }: OrderWatchProps) {
  const router = useRouter();
  const { data } = useQuery({
    queryKey: ["order", number],
    queryFn: () => callApi("GET", `/api/orders/${number}`, { answer: (json) => Watched.parse(json) }),
    refetchInterval: (query) => nextPollMs(query.state.dataUpdateCount),
    staleTime: 0,
  });
  const moved = data !== undefined && (data.status !== status || data.events.length !== events);
  useEffect(() => {
    if (moved) router.refresh();
  }, [moved, router]);
  return null;
}
