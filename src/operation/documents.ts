import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type GraphQLSchema, parse, validate } from "graphql";
import { BoundedCache } from "../cache.js";
import { StartError } from "../errors.js";

/** How much of what clients register is kept; what was used longest ago goes first. */
const MOST_REGISTERED = { entries: 10_000, bytes: 32 * 1024 * 1024 };

/** Apollo Server puts this before the hash of a document that it registers. */
const PREFIX = /^apq:/;

export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** Documents that requests may name by the SHA-256 of their text: the trusted ones, and those that clients register. */
export class Documents {
  readonly #registered = new BoundedCache<string>(MOST_REGISTERED.entries, MOST_REGISTERED.bytes);
  readonly #trustedTexts: ReadonlySet<string>;

  constructor(
    private readonly trusted: ReadonlyMap<string, string>,
    /** Whether no others are answered. */
    readonly trustedOnly: boolean,
  ) {
    this.#trustedTexts = new Set(trusted.values());
  }

  isTrusted(text: string): boolean {
    return this.#trustedTexts.has(text);
  }

  find(hash: string): string | undefined {
    return this.trusted.get(hash) ?? this.#registered.get(hash);
  }

  /** The rest is what Apollo Server asks of a store of persisted queries. */
  async get(key: string): Promise<string | undefined> {
    return this.find(key.replace(PREFIX, ""));
  }

  async set(key: string, text: string): Promise<void> {
    if (!this.trustedOnly)
      this.#registered.set(key.replace(PREFIX, ""), text, 2 * (key.length + text.length));
  }

  async delete(key: string): Promise<void> {
    this.#registered.delete(key.replace(PREFIX, ""));
  }
}

/**
 * Reads a folder of trusted documents by their hashes: every .graphql file is one, and a .json file holds many, as
 * { "<sha-256>": "<document>" }. Throws a StartError that lists every one that is not what it should be.
 */
export function readTrusted(folder: string, schema: GraphQLSchema): Map<string, string> {
  const documents = new Map<string, string>();
  const mistakes: string[] = [];
  const add = (name: string, text: string, hash = sha256(text)): void => {
    const mistake = hash === sha256(text) ? mistakeOf(text, schema) : "its SHA-256 is another";
    if (mistake) mistakes.push(`${name}: ${mistake}`);
    else documents.set(hash, text);
  };
  for (const file of filesOf(folder)) {
    const text = readFileSync(join(folder, file), "utf8");
    if (file.endsWith(".graphql")) {
      add(file, text);
      continue;
    }
    const manifest = manifestOf(text);
    if (!manifest) mistakes.push(`${file}: it must hold { "<sha-256>": "<document>" }`);
    else for (const [hash, document] of Object.entries(manifest)) add(`${file}: ${hash}`, document, hash);
  }
  if (mistakes.length > 0)
    throw new StartError(`Trusted documents in ${folder} cannot be used:\n${mistakes.join("\n")}`);
  return documents;
}

function filesOf(folder: string): string[] {
  try {
    return readdirSync(folder).filter((file) => /\.(graphql|json)$/.test(file));
  } catch (error) {
    throw new StartError(`Trusted documents cannot be read: ${(error as Error).message}`);
  }
}

function manifestOf(text: string): Record<string, string> | undefined {
  try {
    const read: unknown = JSON.parse(text);
    const sound = read && Object.values(read).every((value) => typeof value === "string");
    return sound ? (read as Record<string, string>) : undefined;
  } catch {
    return undefined;
  }
}

function mistakeOf(text: string, schema: GraphQLSchema): string | undefined {
  try {
    return validate(schema, parse(text))[0]?.message;
  } catch (error) {
    return (error as Error).message;
  }
}
