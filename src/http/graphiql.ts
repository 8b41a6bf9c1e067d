import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { renderGraphiQL } from "@graphql-yoga/render-graphiql";
import { PACKAGE_ROOT } from "../paths.js";

/** The example queries by name, in the order of their names. */
export function readExamples(): { name: string; query: string }[] {
  const folder = join(PACKAGE_ROOT, "examples");
  const files = readdirSync(folder).filter((file) => file.endsWith(".graphql"));
  return files.sort().map((file) => ({
    name: file.replace(/\.graphql$/, ""),
    query: readFileSync(join(folder, file), "utf8"),
  }));
}

/** Tabs that do not all fit are drawn where they are not, and jump away from under the first click. */
const STEADY_TABS = "<style>.graphiql-tab { transform: none !important; }</style>";

let page: Buffer | undefined;

/** GraphiQL as one page that needs no other host, with a tab for each example; gzipped, and made when first asked for. */
export function graphiqlPage(): Buffer {
  if (page) return page;
  const html = renderGraphiQL({
    title: "Cửu Long GraphiQL",
    endpoint: "/graphql",
    defaultTabs: readExamples().map(({ query }) => ({ query })),
  });
  page = gzipSync(html.replace("</head>", `${STEADY_TABS}</head>`));
  return page;
}
