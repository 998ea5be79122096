/** Puts values into a message such as "一天 {day}" in the browser, where there is no translator. An unknown name stays as it is. */
export function fillTemplate(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
