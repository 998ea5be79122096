import { z } from "zod";

const MessageText = z.looseObject({
  role: z.string(),
  content: z.union([z.string(), z.array(z.looseObject({ text: z.string().optional() }))]),
});

/** What the person asked last, as plain text. */
export function questionOf(messages: readonly unknown[]): string {
  const last = messages
    .map((message) => MessageText.safeParse(message).data)
    .findLast((message) => message?.role === "user");
  if (!last) return "";
  return typeof last.content === "string" ? last.content : last.content.map((part) => part.text ?? "").join(" ");
}
