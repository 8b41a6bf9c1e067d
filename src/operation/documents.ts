import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type DocumentNode, type GraphQLSchema, parse, validate } from "graphql";
import type { Store } from "../engine/store.js";
import { StartError } from "../errors.js";
import { type Beyond, isForeign } from "./beyond.js";

/** Apollo Server puts words of its own before the hash of a document. */
const hashOf = (key: string): string => key.slice(key.lastIndexOf(":") + 1);

export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** Documents that requests may name by the SHA-256 of their text: the trusted ones, and those that clients register. */
export class Documents {
  readonly #trustedTexts: ReadonlySet<string>;

  constructor(
    private readonly trusted: ReadonlyMap<string, string>,
    /** Whether no others are answered. */
    readonly trustedOnly: boolean,
    private readonly store: Store,
    /** Answers what is not ours; absent where nobody can be joined. */
    private readonly beyond?: Beyond | undefined,
  ) {
    this.#trustedTexts = new Set(trusted.values());
  }

  isTrusted(text: string): boolean {
    return this.#trustedTexts.has(text);
  }

  /** Whether a document asks for more than is ours, at the moment. */
  isForeign(text: string, schema: GraphQLSchema, hash?: string): boolean {
    if (!this.beyond?.joined) return false;
    const known = hash === undefined ? this.store.of(text) : this.store.named(text, hash);
    return isForeign(known, schema, this.beyond);
  }

  find(hash: string): string | undefined {
    const trusted = this.trusted.get(hash);
    if (trusted !== undefined) return trusted;
    const known = this.store.findByHash(hash);
    return known?.registered ? known.text : undefined;
  }

  /** What Apollo Server asks of a store of persisted queries. */
  readonly persisted = {
    get: async (key: string): Promise<string | undefined> => this.find(hashOf(key)),
    set: async (key: string, text: string): Promise<void> => {
      if (!this.trustedOnly) this.store.named(text, hashOf(key)).registered = true;
    },
    delete: async (key: string): Promise<void> => {
      const known = this.store.findByHash(hashOf(key));
      if (known) known.registered = false;
    },
  };

  /** What Apollo Server asks of a store of documents that it has parsed and found valid. */
  readonly parsed = {
    get: async (key: string): Promise<DocumentNode | undefined> => {
      const known = this.store.findByHash(hashOf(key));
      // Where others are joined, theirs need not be valid here.
      return known?.document ?? (this.beyond?.joined ? known?.foreign : undefined);
    },
    set: async (key: string, document: DocumentNode): Promise<void> => {
      this.store.named(document.loc?.source.body ?? "", hashOf(key)).document = document;
    },
    delete: async (key: string): Promise<void> => {
      delete this.store.findByHash(hashOf(key))?.document;
    },
  };
}

/**
 * Reads a folder of trusted documents by their hashes: every .graphql file is one, and a .json file holds many, as
 * { "<sha-256>": "<document>" }. Throws a StartError that lists every one that is not what it should be; without a schema, they
 * need not be valid yet.
 */
export function readTrusted(folder: string, schema?: GraphQLSchema): Map<string, string> {
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

function mistakeOf(text: string, schema: GraphQLSchema | undefined): string | undefined {
  try {
    const document = parse(text);
    return schema && validate(schema, document)[0]?.message;
  } catch (error) {
    return (error as Error).message;
  }
}
