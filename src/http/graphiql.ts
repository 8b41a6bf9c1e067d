import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { renderGraphiQL } from "@graphql-yoga/render-graphiql";
import { PACKAGE_ROOT } from "../paths.js";
import { compressed, type Encoding } from "./compression.js";

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

const pages = new Map<Encoding | undefined, Promise<Buffer>>();

/** GraphiQL as one page that needs no other host, with a tab for each example; made when it is first asked for. */
export function graphiqlPage(encoding: Encoding | undefined): Promise<Buffer> {
  const page = pages.get(encoding) ?? makePage(encoding);
  pages.set(encoding, page);
  return page;
}

async function makePage(encoding: Encoding | undefined): Promise<Buffer> {
  if (encoding) return buffer(compressed([await graphiqlPage(undefined)], encoding));
  const html = renderGraphiQL({
    title: "Cửu Long GraphiQL",
    endpoint: "/graphql",
    defaultTabs: readExamples().map(({ query }) => ({ query })),
  });
  return Buffer.from(html.replace("</head>", `${STEADY_TABS}</head>`));
}
