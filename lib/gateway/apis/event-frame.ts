/** One server-sent event; `name` is null where the protocol has none. */
export interface StreamEvent {
  readonly name: string | null;
  readonly data: string;
}

/** An event as it goes over the wire. */
export function eventFrame({ name, data }: StreamEvent): string {
  const lines = data.includes("\n") ? data.replaceAll("\n", "\ndata: ") : data;
  return name === null ? `data: ${lines}\n\n` : `event: ${name}\ndata: ${lines}\n\n`;
}
