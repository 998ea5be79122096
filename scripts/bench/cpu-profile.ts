import { readFile, writeFile } from "node:fs/promises";
import { Session } from "node:inspector/promises";
import { findSourceMap } from "node:module";
import path from "node:path";
import { z } from "zod";
import { env } from "@/lib/env/env";

const SHOWN = 30;

/** Beside the benchmark's own folder, which does not outlive it. */
export function profileFile(name: string): string {
  return path.resolve(env().DATA_DIR, "..", `bench-${name}.cpuprofile`);
}

const Frame = z.object({
  functionName: z.string(),
  url: z.string(),
  lineNumber: z.number(),
  columnNumber: z.number(),
});
type CallFrame = z.output<typeof Frame>;

const Profile = z.object({
  nodes: z.array(z.object({ id: z.number(), callFrame: Frame, children: z.array(z.number()).optional() })),
  samples: z.array(z.number()),
  timeDeltas: z.array(z.number()),
});

/** Records where this process spends its time; `stop` writes it for the browser's developer tools and returns the top of it. */
export async function startCpuProfile(file: string): Promise<{ stop(): Promise<string[]> }> {
  const session = new Session();
  session.connect();
  await session.post("Profiler.enable");
  await session.post("Profiler.setSamplingInterval", { interval: 500 });
  await session.post("Profiler.start");
  return {
    stop: async () => {
      const { profile } = await session.post("Profiler.stop");
      session.disconnect();
      await writeFile(file, JSON.stringify(profile));
      return topOf(file);
    },
  };
}

/** Where a recorded process spent its time when it was not idle: by part of the program, then by function without what it called. */
async function topOf(file: string): Promise<string[]> {
  const { nodes, samples, timeDeltas } = Profile.parse(JSON.parse(await readFile(file, "utf8")));
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const parents = new Map(
    nodes.flatMap(({ id, children = [] }) => children.map((child): [number, number] => [child, id])),
  );
  const parts = new Map<string, number>();
  const places = new Map<string, number>();
  let total = 0;
  samples.forEach((id, index) => {
    const frame = frames.get(id);
    if (!frame || frame.functionName === "(idle)") return;
    const took = timeDeltas[index] ?? 0;
    total += took;
    add(parts, partOf(id, frames, parents), took);
    add(places, placeOf(frame), took);
  });
  const lines = [parts, places].flatMap((sums) => [
    "",
    ...[...sums]
      .sort(([, one], [, other]) => other - one)
      .slice(0, SHOWN)
      .map(([name, took]) => `${((took / total) * 100).toFixed(1).padStart(6)} %  ${name}`),
  ]);
  return [`profile     ${file}, ${Math.round(total / 1_000)} ms`, ...lines];
}

function add(sums: Map<string, number>, name: string, amount: number): void {
  sums.set(name, (sums.get(name) ?? 0) + amount);
}

/** The package, noun or HTTP side that time was spent for: what Node does itself counts for whoever asked for it. */
function partOf(id: number, frames: Map<number, CallFrame>, parents: Map<number, number>): string {
  for (let at: number | undefined = id; at !== undefined; at = parents.get(at)) {
    const url = frames.get(at)?.url ?? "";
    const known = /node_modules\/((?:@[^/]+\/)?[^/]+)|(node:_http_\w+)|((?:lib|scripts)\/[^/]+)/.exec(url);
    const name = known?.[1] ?? known?.[2] ?? known?.[3];
    if (name !== undefined) return name;
  }
  return frames.get(id)?.functionName ?? "?";
}

/** Where a function is written; its running place is translated back where this process knows the file's source map. */
function placeOf({ functionName, url, lineNumber, columnNumber }: CallFrame): string {
  const source = findSourceMap(url)?.findEntry(lineNumber, columnNumber);
  const line = source && "originalLine" in source ? source.originalLine : lineNumber;
  const file = url.replace(/^file:\/\//, "").replace(`${process.cwd()}/`, "");
  return `${functionName || "(anonymous)"} ${file === "" ? "" : `${file}:${line + 1}`}`;
}
