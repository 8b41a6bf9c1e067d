import { GraphQLError, parse } from "graphql";
import { ReportError } from "../../schema/errors.js";
import type { Store } from "../engine/store.js";
import { checkDocument, checkNesting, representationsIn } from "../limits/document.js";
import { type Count, counter, type Limits } from "../limits/index.js";
import { checkVariables } from "../limits/variables.js";
import { refuseConditionalRoots } from "./conditional-roots.js";
import type { Documents } from "./documents.js";

/** How a request came to be asked. */
interface Asked {
  byOperator?: boolean;
  hash?: string | undefined;
}

/** Decides, before anything is done about a request, whether it is small enough and its document may be asked. */
export class Admission {
  readonly #count: Count;

  constructor(
    private readonly limits: Limits,
    private readonly documents: Documents,
    private readonly store: Store,
  ) {
    this.#count = counter(limits);
  }

  /**
   * Throws where it may not, or could not be validated. What has the wrong form passes: Apollo Server refuses it as GraphQL over
   * HTTP prescribes. What the operator asks is trusted. A document may be named by its hash, in its place.
   */
  check(query: unknown, variables: unknown, { byOperator = false, hash }: Asked = {}): void {
    const named = hash === undefined ? undefined : this.store.findByHash(hash);
    const known = typeof query === "string" ? this.store.find(query) : named;
    if (typeof query !== "string" || known?.admitted) {
      checkVariables(variables, this.#count, known?.representations);
      return;
    }
    if (!byOperator && this.documents.trustedOnly && !this.documents.isTrusted(query))
      throw new ReportError(
        "DOCUMENT_NOT_TRUSTED",
        "This server answers trusted documents only; name one by its SHA-256.",
      );
    const representations = this.#checkDocument(query);
    checkVariables(variables, this.#count, representations);
    // What the operator asks is not open to clients by that.
    if (!byOperator) this.store.of(query).admitted = true;
    if (representations?.size) this.store.of(query).representations = representations;
  }

  /** Returns the names of the variables that hold representations of entities. */
  #checkDocument(query: string): Set<string> | undefined {
    try {
      checkNesting(query, this.#count);
      const document = parse(query, { maxTokens: this.limits.tokens, noLocation: true });
      checkDocument(document, this.#count);
      refuseConditionalRoots(document);
      return representationsIn(document);
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      // The parser gives up at the token behind the last that is allowed. Other syntax errors are reported later.
      if (error.message.includes("Parsing aborted")) this.#count("tokens", this.limits.tokens + 1);
      return undefined;
    }
  }
}
