import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { renderGraphiQL } from "@graphql-yoga/render-graphiql";
import { PACKAGE_ROOT } from "../paths.js";
import { compressed, type Encoding } from "./compression.js";

/** An example query: its number, by which examples go from easy to hard, stands in its first line. */
export interface Example {
  name: string;
  number: number;
  query: string;
}

/** The example queries, the easiest first. */
export function readExamples(): Example[] {
  const folder = join(PACKAGE_ROOT, "examples");
  const files = readdirSync(folder).filter((file) => file.endsWith(".graphql"));
  const examples = files.map((file) => {
    const query = readFileSync(join(folder, file), "utf8");
    return { name: file.replace(/\.graphql$/, ""), number: Number(/^# (\d+)\./.exec(query)?.[1]), query };
  });
  return examples.sort((a, b) => a.number - b.number);
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
