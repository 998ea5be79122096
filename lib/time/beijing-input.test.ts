import { describe, expect, it } from "vitest";
import { fromBeijingInput, toBeijingInput } from "@/lib/time/beijing-input";
import { toInstant } from "@/lib/time/calendar";

describe("beijing input", () => {
  it("shows and reads the wall clock in Beijing", () => {
    const at = toInstant("2026-06-30T16:00:00Z");
    expect(toBeijingInput(at)).toBe("2026-07-01T00:00");
    expect(fromBeijingInput("2026-07-01T00:00")).toEqual(at);
    expect(fromBeijingInput("2026-07-01T00:00:30")?.toISOString()).toBe("2026-06-30T16:00:30.000Z");
  });

  it.each(["", "2026-07-01", "2026-13-01T00:00", "tomorrow"])("reads %j as incomplete", (text) => {
    expect(fromBeijingInput(text)).toBeNull();
  });
});
