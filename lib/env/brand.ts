import { z } from "zod";
import { onColour, readableOn } from "./brand-contrast";

const hexColour = z.string().regex(/^#[0-9a-fA-F]{6}$/, "six hexadecimal digits after #");
/** The surfaces of globals.css, against which an operator's colours must be readable; also the colour of a phone's status bar. */
export const SURFACE = { light: "#ffffff", dark: "#121816" } as const;

const BrandEnv = z.object({
  BRAND_NAME_ZH: z.string().trim().min(1).default("澄禾通信"),
  BRAND_NAME_EN: z.string().trim().min(1).default("Chenghe Telecom"),
  /** Path of a square image under public/; without it the built-in mark is drawn in the accent colour. */
  BRAND_LOGO: z.string().startsWith("/").optional(),
  BRAND_ACCENT: hexColour.refine((colour) => readableOn(colour, SURFACE.light), "needs 4.5:1 on white").optional(),
  BRAND_ACCENT_DARK: hexColour
    .refine((colour) => readableOn(colour, SURFACE.dark), `needs 4.5:1 on ${SURFACE.dark}`)
    .optional(),
  BRAND_OFFER: hexColour.refine((colour) => readableOn(colour, SURFACE.light), "needs 4.5:1 on white").optional(),
  BRAND_OFFER_DARK: hexColour
    .refine((colour) => readableOn(colour, SURFACE.dark), `needs 4.5:1 on ${SURFACE.dark}`)
    .optional(),
  BRAND_SERVICE_LINE: z.string().trim().min(1).default("10xxx"),
  BRAND_LICENCE_ZH: z.string().trim().default("增值电信业务经营许可证（示例）"),
  BRAND_LICENCE_EN: z.string().trim().default("Value-added telecom licence (sample)"),
});

export type Brand = {
  name: { "zh-CN": string; en: string };
  logo: string | undefined;
  serviceLine: string;
  licence: { "zh-CN": string; en: string };
  /** Goes onto <html>: globals.css derives every shade from these. Empty without an override. */
  htmlAttributes: Record<string, string>;
  htmlStyle: Record<string, string>;
};

type Source = Record<string, string | undefined>;

function colourPair(role: "accent" | "offer", light: string | undefined, dark: string | undefined) {
  if (!light || !dark) return { attributes: {}, style: {} };
  return {
    attributes: { [`data-brand-${role}`]: "" },
    style: {
      [`--brand-${role}-light`]: light,
      [`--brand-${role}-dark`]: dark,
      [`--brand-on-${role}-light`]: onColour(light),
      [`--brand-on-${role}-dark`]: onColour(dark),
    },
  };
}

const Pairs = BrandEnv.refine((v) => (v.BRAND_ACCENT === undefined) === (v.BRAND_ACCENT_DARK === undefined), {
  message: "BRAND_ACCENT and BRAND_ACCENT_DARK go together",
}).refine((v) => (v.BRAND_OFFER === undefined) === (v.BRAND_OFFER_DARK === undefined), {
  message: "BRAND_OFFER and BRAND_OFFER_DARK go together",
});

/** Reads the operator's brand. Throws a ZodError naming what is malformed or unreadable. */
export function parseBrand(source: Source): Brand {
  const values = Pairs.parse(
    Object.fromEntries(Object.entries(source).filter(([key, value]) => key.startsWith("BRAND_") && value)),
  );
  const accent = colourPair("accent", values.BRAND_ACCENT, values.BRAND_ACCENT_DARK);
  const offer = colourPair("offer", values.BRAND_OFFER, values.BRAND_OFFER_DARK);
  return {
    name: { "zh-CN": values.BRAND_NAME_ZH, en: values.BRAND_NAME_EN },
    logo: values.BRAND_LOGO,
    serviceLine: values.BRAND_SERVICE_LINE,
    licence: { "zh-CN": values.BRAND_LICENCE_ZH, en: values.BRAND_LICENCE_EN },
    htmlAttributes: { ...accent.attributes, ...offer.attributes },
    htmlStyle: { ...accent.style, ...offer.style },
  };
}

let cached: Brand | undefined;

/** The brand this hall runs under, read once. */
export function brand(): Brand {
  cached ??= parseBrand(process.env);
  return cached;
}
