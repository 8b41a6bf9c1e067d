import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { renderGraphiQL } from "@graphql-yoga/render-graphiql";
import { type GraphQLSchema, parse, validate } from "graphql";
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

/** GraphiQL of one schema. */
export class Explorer {
  readonly #pages = new Map<Encoding | undefined, Promise<Buffer>>();

  constructor(private readonly schema: GraphQLSchema) {}

  /** One page that needs no other host, with a tab for each example that the schema answers; made when it is first asked for. */
  page(encoding: Encoding | undefined): Promise<Buffer> {
    const page = this.#pages.get(encoding) ?? this.#make(encoding);
    this.#pages.set(encoding, page);
    return page;
  }

  async #make(encoding: Encoding | undefined): Promise<Buffer> {
    if (encoding) return buffer(compressed([await this.page(undefined)], encoding));
    return makePage(readExamples().filter(({ query }) => validate(this.schema, parse(query)).length === 0));
  }
}

function makePage(examples: readonly Example[]): Buffer {
  const html = renderGraphiQL({
    title: "Cửu Long GraphiQL",
    endpoint: "/graphql",
    defaultTabs: examples.map(({ query }) => ({ query })),
  });
  return Buffer.from(html.replace("</head>", `${STEADY_TABS}</head>`));
}
