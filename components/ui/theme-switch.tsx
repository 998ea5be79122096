import { Moon, Sun } from "lucide-react";
import { buttonStyle } from "./button-style";
import { ThemeToggle } from "./theme-toggle";

type ThemeSwitchProps = { label: string; size?: "icon" | "iconSm" };

/** Switches between dark and light. Which of the two icons shows is decided by style, so the server need not know the system's theme. */
export function ThemeSwitch({ label, size = "icon" }: ThemeSwitchProps) {
  return (
    <ThemeToggle label={label} className={buttonStyle({ variant: "ghost", size })}>
      <Moon aria-hidden="true" size={20} strokeWidth={1.75} className="dark:hidden" />
      <Sun aria-hidden="true" size={20} strokeWidth={1.75} className="hidden dark:block" />
    </ThemeToggle>
  );
}
