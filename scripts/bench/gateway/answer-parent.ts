import { z } from "zod";

const Question = z.looseObject({ number: z.int(), ask: z.string() });

/** In a benchmark's child: says on which port it listens, answers the parent's questions, and ends with the parent. */
export function answerParent(
  port: number,
  answers: Record<string, (question: object) => unknown>,
  stop: () => Promise<void> | void = () => undefined,
): void {
  const end = () => {
    Promise.resolve(stop()).then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.on("message", (message) => {
    const question = Question.parse(message);
    Promise.resolve(answers[question.ask]?.(question)).then(
      (answer) => process.send?.({ ...Object(answer), answerTo: question.number }),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  });
  process.once("SIGTERM", end);
  process.once("disconnect", end);
  // Ctrl-C goes to the whole group; the parent ends its children itself.
  process.on("SIGINT", () => undefined);
  process.send?.({ port });
}
