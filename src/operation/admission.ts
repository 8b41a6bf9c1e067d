import { GraphQLError, parse } from "graphql";
import { ReportError } from "../../schema/errors.js";
import { BoundedCache } from "../cache.js";
import type { Documents } from "./documents.js";
import { checkDocument } from "../limits/document.js";
import { type Count, counter, type Limits } from "../limits/index.js";
import { checkVariables } from "../limits/variables.js";

/** How many documents are remembered as admitted. */
const MOST_ADMITTED = { entries: 2000, bytes: 32 * 1024 * 1024 };

/** Decides, before anything is done about a request, whether it is small enough and its document may be asked. */
export class Admission {
  readonly #admitted = new BoundedCache<true>(MOST_ADMITTED.entries, MOST_ADMITTED.bytes);
  readonly #count: Count;

  constructor(
    private readonly limits: Limits,
    private readonly documents: Documents,
  ) {
    this.#count = counter(limits);
  }

  /** Throws where it may not. What is not of the right form passes: GraphQL over HTTP has its own words for that. */
  check(query: unknown, variables: unknown): void {
    checkVariables(variables, this.#count);
    if (typeof query !== "string" || this.#admitted.get(query)) return;
    if (this.documents.trustedOnly && !this.documents.isTrusted(query))
      throw new ReportError(
        "DOCUMENT_NOT_TRUSTED",
        "Only trusted documents are answered here; ask with the SHA-256 of one.",
      );
    this.#checkDocument(query);
    this.#admitted.set(query, true, 2 * query.length);
  }

  #checkDocument(query: string): void {
    try {
      checkDocument(parse(query, { maxTokens: this.limits.tokens, noLocation: true }), this.#count);
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      // The parser gives up at the token behind the last that is allowed. Other errors of syntax are told later.
      if (error.message.includes("Parsing aborted")) this.#count("tokens", this.limits.tokens + 1);
    }
  }
}
