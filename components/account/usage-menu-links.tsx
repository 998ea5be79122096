import { Check } from "lucide-react";
import Link from "next/link";
import { Icon } from "@/components/ui/icon";

type UsageMenuLinksProps = { links: readonly { key: string; label: string; href: string; current: boolean }[] };

/** Choices of a menu, one a line; the one in force has a tick. */
export function UsageMenuLinks({ links }: UsageMenuLinksProps) {
  return (
    <ul>
      {links.map((link) => (
        <li key={link.key}>
          <Link
            href={link.href}
            scroll={false}
            prefetch={false}
            aria-current={link.current ? "true" : undefined}
            className="flex min-h-11 items-center justify-between gap-6 rounded-compact px-3 text-md whitespace-nowrap text-ink hover:bg-sunken hover:no-underline aria-[current]:font-semibold tablet:min-h-10"
          >
            {link.label}
            {link.current && <Icon of={Check} size={18} strokeWidth={2} className="text-accent" />}
          </Link>
        </li>
      ))}
    </ul>
  );
}
