"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { isCurrentPath } from "@/lib/i18n/navigation";

type NavLinkProps = {
  href: string;
  match?: "exact" | "section";
  /** Other places that belong under this entry, such as what the phone's "me" tab gathers. */
  also?: readonly string[];
  className?: string;
  children: ReactNode;
};

/** A menu entry that knows whether its page is the one being shown. Style the current one with aria-[current=page]. */
export function NavLink({ href, match = "section", also = [], className, children }: NavLinkProps) {
  const pathname = usePathname();
  const current =
    isCurrentPath(pathname, href, match) || also.some((place) => isCurrentPath(pathname, place, "section"));
  return (
    <Link href={href} aria-current={current ? "page" : undefined} className={className}>
      {children}
    </Link>
  );
}
