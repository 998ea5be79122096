import { formatChange } from "@/lib/i18n/format-number";

/** "+10.1%" for 101 tenths of a percent. */
export function formatTenths(tenths: number): string {
  return formatChange(1000 + tenths, 1000) ?? "";
}
