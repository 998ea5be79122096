import { expect, test } from "vitest";
import { copyText } from "@/lib/db/copy-rows";

test("rows become lines of COPY's text format; what would end a field or a line is escaped", () => {
  const pieces = copyText([
    [1, "plain 词元", null, true, 9_007_199_254_740_993n],
    ["tab\there", "line\nfeed\r", "back\\slash", "\\N", "\\."],
  ]);
  expect([...pieces].join("")).toBe(
    "1\tplain 词元\t\\N\ttrue\t9007199254740993\ntab\\there\tline\\nfeed\\r\tback\\\\slash\t\\\\N\t\\\\.\n",
  );
});
