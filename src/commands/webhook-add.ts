import { existsSync, readFileSync } from "node:fs";
import type { DataSource } from "typeorm";
import type { Config } from "../config.js";
import { StartError } from "../errors.js";
import { createLog } from "../log.js";
import { type Api, createApi as createWholeApi } from "../schema.js";
import { Service } from "../service.js";
import { readUrl } from "../webhooks/address.js";
import { readSubscription } from "../webhooks/document.js";
import { checkName, type NewWebhook } from "../webhooks/registry.js";

/** A webhook to be added, as the command line says it. */
export interface Addition {
  name: string;
  url: string;
  /** A file, or the text itself. */
  document: string;
  variables?: string | undefined;
  after?: string | undefined;
}

/** Reads a webhook that is to be added. Throws a StartError where it could not be delivered, which says why. */
export async function checkWebhook(
  { name, url, after, ...rest }: Addition,
  dataSource: DataSource,
  config: Config,
  createApi: () => Api = createWholeApi,
): Promise<NewWebhook> {
  checkName(name);
  readUrl(url, config.webhooks.reach);
  const document = readDocument(rest.document);
  const variables = readVariables(rest.variables);
  const api = createApi();
  const { query } = readSubscription(api.schema, document, variables);
  await refuseWhatCannotBeFollowed({ api, dataSource, config }, query, variables);
  return { name, url, query: document, variables, after };
}

/** Asks the API itself: which conditions can be followed and what a row may cost, it alone knows. */
async function refuseWhatCannotBeFollowed(
  { api, dataSource, config }: { api: Api; dataSource: DataSource; config: Config },
  query: string,
  variables: Record<string, unknown>,
): Promise<void> {
  const webhooks = { ...config.webhooks, on: false };
  const service = await Service.start({
    dataSource,
    config: { ...config, webhooks, cache: { ...config.cache, bytes: 0 } },
    api,
    log: createLog("silent"),
  });
  try {
    const opened = await service.subscriptions.open({ query, variables }, undefined, true);
    if ("errors" in opened)
      throw new StartError(
        `The document is refused: ${opened.errors.map(({ message }) => message).join(" ")}`,
      );
    opened.stop();
  } finally {
    await service.stop();
  }
}

function readDocument(document: string): string {
  if (document.includes("{")) return document;
  if (!existsSync(document)) throw new StartError(`There is no file ${document}.`);
  try {
    return readFileSync(document, "utf8");
  } catch (error) {
    throw new StartError(`The file ${document} cannot be read: ${(error as Error).message}`);
  }
}

function readVariables(text = "{}"): Record<string, unknown> {
  const wrong = new StartError(
    `--variables takes a JSON object such as {"owner": "agency:so-tttt"}, not ${text}`,
  );
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>;
  } catch {
    throw wrong;
  }
  throw wrong;
}
