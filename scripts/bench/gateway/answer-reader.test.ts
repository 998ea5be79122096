import { describe, expect, test } from "vitest";
import { AnswerReader } from "./answer-reader";

const HEAD = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
const WHOLE = `${HEAD}Content-Length: 12\r\n\r\n{"usage":{}}`;
/** Its first chunk holds what looks like the last one. */
const CHUNKED = `${HEAD}Transfer-Encoding: chunked\r\n\r\n5\r\n0\r\n\r\n\r\ne\r\ndata: [DONE]\n\n\r\n0\r\n\r\n`;

/** How many whole answers are told of after each piece. */
function countsOf(streamed: boolean, pieces: readonly string[]): number[] {
  let count = 0;
  const reader = new AnswerReader(streamed, () => (count += 1));
  return pieces.map((piece) => {
    reader.take(Buffer.from(piece));
    return count;
  });
}

describe("AnswerReader", () => {
  test.each([
    [false, WHOLE],
    [true, CHUNKED],
  ])("tells of an answer at its last byte, wherever it is cut, and of the next one too", (streamed, answer) => {
    for (let cut = 1; cut < answer.length; cut += 1) {
      expect(countsOf(streamed, [answer.slice(0, cut), answer.slice(cut), answer])).toEqual([0, 1, 2]);
    }
  });

  test("refuses another status, and a stream that ends without [DONE]", () => {
    expect(() => countsOf(false, ["HTTP/1.1 402 Payment Required\r\nContent-Length: 0\r\n\r\n"])).toThrow("not 200");
    expect(() => countsOf(true, [CHUNKED.replace("[DONE]", "[done]")])).toThrow("not a whole answer");
  });
});
