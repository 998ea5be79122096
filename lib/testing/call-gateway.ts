import { type IncomingHttpHeaders, request } from "node:http";
import type { Gateway } from "@/lib/gateway/start-gateway";

export interface RawAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  /** What followed the body. */
  trailers: NodeJS.Dict<string>;
  text: string;
}

interface RawCall {
  path: string;
  body?: object;
  headers?: Record<string, string>;
  /** Called with everything that has come so far; true leaves in the middle. */
  leavesAt?: (text: string) => boolean;
}

/** One call as it goes over the wire, for what clients hide: event names, comments, trailers. POST when there is a body. */
export function callGateway({ url }: Gateway, { path, body, headers = {}, leavesAt }: RawCall): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const method = body ? "POST" : "GET";
    const asked = request(`${url}${path}`, { method, headers: { "content-type": "application/json", ...headers } });
    asked.on("error", reject);
    asked.on("response", (response) => {
      let text = "";
      const done = () => {
        const { statusCode: status = 0, trailers } = response;
        resolve({ status, headers: response.headers, trailers, text });
      };
      response.setEncoding("utf8");
      response.on("data", (piece: string) => {
        text += piece;
        if (!leavesAt?.(text)) return;
        asked.destroy();
        done();
      });
      response.on("end", done);
      response.on("error", () => done());
    });
    asked.end(body && JSON.stringify(body));
  });
}
