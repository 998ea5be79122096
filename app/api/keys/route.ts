import { z } from "zod";
import { route } from "@/lib/http/route";
import { createKey, CreateKeyInput } from "@/lib/keys/create-key";
import { findKeys } from "@/lib/keys/find-keys";

export const GET = route({ input: z.object({}), run: findKeys });

export const POST = route({ input: CreateKeyInput, run: createKey, status: 201 });
