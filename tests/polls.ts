import { post } from "./http.js";
import type { Told } from "./subscribers.js";

/** A page of changes as tests ask for it. */
export interface Page {
  nodes: Told[];
  cursor: string;
  hasMore: boolean;
}

/** What asks for pages of the topics of a test. */
export const PAGES = `query Pages($after: String!, $where: TopicWhere, $first: Int) {
  page: topicChanges(after: $after, where: $where, first: $first) {
    nodes { cursor operation id changed at actor node { id name } reset { reason oldest } } cursor hasMore
  }
}`;

type Server = { address: string };

/** One page; what is wrong with it is thrown as its code. */
export async function pageOf(
  server: Server,
  variables: Record<string, unknown>,
  query = PAGES,
): Promise<Page> {
  const { data, errors } = await post(server, { query, variables });
  if (errors) throw new Error(errors.map(({ extensions }) => extensions.code).join());
  return data?.page as Page;
}

/** All pages up to now. */
export async function pagesOf(
  server: Server,
  variables: Record<string, unknown>,
  query = PAGES,
): Promise<Page[]> {
  const pages: Page[] = [];
  for (let after = variables.after; ; ) {
    const page = await pageOf(server, { ...variables, after }, query);
    pages.push(page);
    if (!page.hasMore) return pages;
    after = page.cursor;
  }
}

export const cursorOf = async (server: Server): Promise<string> =>
  String((await post(server, { query: "{ cursor }" })).data?.cursor);

/** Events in short. */
export const short = (nodes: readonly Told[]): string[] =>
  nodes.map(({ operation, id }) => (id === null ? operation : `${operation} ${id}`));
