import { posix } from "node:path";

/** Relative links of Markdown files lead to a file or folder of the repository. */
export function checkLinks(files) {
  const paths = Object.keys(files);
  const exists = (target) => paths.some((path) => path === target || path.startsWith(`${target.replace(/\/$/, "")}/`));

  return paths
    .filter((path) => path.endsWith(".md"))
    .flatMap((path) =>
      linksOf(files[path])
        .filter((link) => !exists(posix.normalize(posix.join(posix.dirname(path), link))))
        .map((link) => `${path}: the link to ${link} leads nowhere`),
    );
}

function linksOf(text) {
  const prose = text.replaceAll(/```[\s\S]*?```|`[^`\n]*`/g, "");
  return [...prose.matchAll(/\]\(\s*<?([^)\s>]+)[^)]*\)/g)]
    .map(([, link]) => decodeURI(link.split(/[#?]/)[0]))
    .filter((link) => link !== "" && !/^([a-z]+:|\/\/)/i.test(link));
}
