import { ReportError } from "../../schema/errors.js";
import { sha256 } from "../operation/documents.js";
import { isObject } from "./json.js";

const HASH = /^(?:sha256:)?([0-9a-f]{64})$/;

/** GraphQL over HTTP names a document by documentId; Apollo Server knows the same as an extension. */
function persistedQuery(documentId: unknown): object {
  const [, sha256Hash] = (typeof documentId === "string" && HASH.exec(documentId)) || [];
  if (sha256Hash === undefined)
    throw refused("documentId must be the SHA-256 of a document, in 64 hexadecimal digits");
  return { persistedQuery: { version: 1, sha256Hash } };
}

/** Names the document of a body by an extension where it is named by documentId. */
export function nameByHash(body: Record<string, unknown>): void {
  if (body.query !== undefined || body.documentId == null) return;
  const named = persistedQuery(body.documentId);
  body.extensions = { ...(isObject(body.extensions) ? body.extensions : {}), ...named };
}

/** Rewrites a URL that names its document by documentId. */
export function nameByHashInUrl(url = "/"): string {
  if (!url.startsWith("/graphql?") || !url.includes("documentId=")) return url;
  const search = new URLSearchParams(url.slice(url.indexOf("?")));
  const documentId = search.get("documentId");
  // What is no hash is left for the extension's own check to refuse.
  const [, sha256Hash = documentId] = HASH.exec(String(documentId)) ?? [];
  search.delete("documentId");
  search.set("extensions", JSON.stringify({ persistedQuery: { version: 1, sha256Hash } }));
  return `/graphql?${search}`;
}

/**
 * The hash by which extensions name a document. Throws where they do so in a way that has no meaning, or name another than the one
 * that stands beside.
 */
export function checkPersisted(query: unknown, extensions: unknown): string | undefined {
  if (extensions == null) return undefined;
  // Apollo Server says what extensions are.
  if (!isObject(extensions) || extensions.persistedQuery == null) return undefined;
  const { persistedQuery: named } = extensions;
  if (!isObject(named)) throw refused("persistedQuery must be an object");
  const { version, sha256Hash } = named;
  if (version !== 1)
    throw refused(`persistedQuery: version must be 1, not ${JSON.stringify(version)?.slice(0, 40)}`);
  if (typeof sha256Hash !== "string" || !/^[0-9a-f]{64}$/.test(sha256Hash))
    throw refused("persistedQuery: sha256Hash must be the SHA-256 of a document, in 64 hexadecimal digits");
  if (typeof query === "string" && sha256(query) !== sha256Hash)
    throw refused("persistedQuery: sha256Hash is not that of the query beside it");
  return sha256Hash;
}

const refused = (words: string) => new ReportError("BAD_REQUEST", `${words}.`);
