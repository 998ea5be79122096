import Link from "next/link";
import type { ComponentProps } from "react";
import { buttonStyle, type ButtonStyleProps } from "./button-style";
import { classNames } from "./class-names";

type LinkButtonProps = ComponentProps<typeof Link> & ButtonStyleProps;

/** A link that looks like a button: it goes somewhere, it changes nothing. */
export function LinkButton({ variant, size, block, className, ...rest }: LinkButtonProps) {
  return <Link {...rest} className={classNames(buttonStyle({ variant, size, block }), className)} />;
}
