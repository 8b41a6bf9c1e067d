import type { Resolve } from "../outgoing/address.js";
import { Breaker } from "./breaker.js";
import { failed, PartnerFailure, unavailable } from "./failure.js";
import { Line, type Posting } from "./line.js";
import { withoutSecrets } from "./secrets.js";
import type { PartnerSettings } from "./settings.js";

/** A partner with the headers that it is sent. */
export interface PartnerOptions
  extends Pick<PartnerSettings, "url" | "allowPrivate" | "forwardAuthorization" | "limits"> {
  name: string;
  headers: Record<string, string>;
}

/** An operation that a partner is asked. */
export interface PartnerCall {
  query: string;
  variables?: Record<string, unknown> | undefined;
  operationName?: string | undefined;
  /** Whether asking twice is the same as asking once. */
  idempotent: boolean;
  /** The header Authorization of whoever asks. */
  authorization?: string | undefined;
  signal?: AbortSignal | undefined;
}

/** An error of a partner's, as far as it can be used. */
export interface PartnerError {
  message: string;
  path?: readonly (string | number)[];
  /** The code that the partner gives it. */
  code?: string;
}

/** What a partner answered. */
export interface PartnerAnswer {
  data: Record<string, unknown> | null;
  errors: readonly PartnerError[];
}

/** What came of a call. */
export interface Called {
  milliseconds: number;
  /** Why it failed; absent where it succeeded. */
  failure?: PartnerFailure;
  /** Whether it was made at all. */
  made: boolean;
  /** Whether the partner is left alone from now on, or no longer. */
  turned: boolean;
}

/** How many of an answer's errors are passed on. */
const MOST_ERRORS = 100;
const LONGEST_MESSAGE = 500;
/** Statuses by which credentials are refused, or are too long. */
const OF_CREDENTIALS = [401, 403, 431];

/** Asks one partner, within its limits. */
export class Partner {
  readonly #line: Line;
  readonly #breaker: Breaker;

  constructor(
    private readonly options: PartnerOptions,
    private readonly ended: (called: Called) => void = () => {},
    { resolve, breaker = new Breaker() }: { resolve?: Resolve; breaker?: Breaker } = {},
  ) {
    const { url, allowPrivate } = options;
    this.#line = new Line({ url, allowPrivate, ...(resolve && { resolve }) });
    this.#breaker = breaker;
  }

  get isLeftAlone(): boolean {
    return this.#breaker.isOpen;
  }

  /** Asks it; throws a PartnerFailure where no answer of use has come in time. */
  async ask(call: PartnerCall): Promise<PartnerAnswer> {
    if (!this.#breaker.enter()) {
      const failure = unavailable("it has failed again and again and is left alone for a while");
      this.ended({ milliseconds: 0, failure, made: false, turned: false });
      throw failure;
    }
    const begun = performance.now();
    const end = (failure?: PartnerFailure) => {
      const turned = this.#breaker.leave(!failure || this.#refusesAsker(failure));
      const milliseconds = performance.now() - begun;
      this.ended({ milliseconds, made: true, turned, ...(failure && { failure }) });
    };
    try {
      const answer = await this.#askInTime(call);
      end();
      return answer;
    } catch (error) {
      if (error instanceof PartnerFailure) {
        const failure = this.#safe(error, call);
        end(failure);
        throw failure;
      }
      this.#breaker.abandon();
      throw error;
    }
  }

  close(): void {
    this.#line.close();
  }

  async #askInTime(call: PartnerCall): Promise<PartnerAnswer> {
    const { deadlineMs } = this.options.limits;
    const late = new AbortController();
    const timer = setTimeout(
      () => late.abort(unavailable(`it did not answer within ${deadlineMs} ms`)),
      deadlineMs,
    );
    const signal = call.signal ? AbortSignal.any([call.signal, late.signal]) : late.signal;
    try {
      return await this.#attempt(call, signal).catch((error) => {
        const again = call.idempotent && error instanceof PartnerFailure && error.passing;
        if (!again || signal.aborted) throw error;
        return this.#attempt(call, signal);
      });
    } finally {
      clearTimeout(timer);
    }
  }

  async #attempt(call: PartnerCall, signal: AbortSignal): Promise<PartnerAnswer> {
    const { headers, limits, forwardAuthorization } = this.options;
    const { query, variables, operationName, authorization } = call;
    const posting = await this.#line.post({
      headers: { ...(forwardAuthorization && authorization && { authorization }), ...headers },
      body: JSON.stringify({
        query,
        ...(variables && { variables }),
        ...(operationName && { operationName }),
      }),
      bytes: limits.bytes,
      signal,
    });
    const { data, errors } = answerOf(posting);
    const secrets = this.#secretsOf(call);
    return {
      data,
      errors: errors.map((error) => ({ ...error, message: withoutSecrets(error.message, secrets) })),
    };
  }

  #safe({ code, message, passing, status }: PartnerFailure, call: PartnerCall): PartnerFailure {
    return new PartnerFailure(code, withoutSecrets(message, this.#secretsOf(call)), passing, status);
  }

  /** Whether the credentials of whoever asks are refused, which says nothing of the partner: nobody can have it left alone by wrong ones. */
  #refusesAsker({ status = 0 }: PartnerFailure): boolean {
    return this.options.forwardAuthorization && OF_CREDENTIALS.includes(status);
  }

  #secretsOf({ authorization }: PartnerCall): string[] {
    return [...Object.values(this.options.headers), ...(authorization ? [authorization] : [])];
  }
}

/** Reads an answer in the form that GraphQL gives it. */
function answerOf({ status, type, text }: Posting): PartnerAnswer {
  const what = `HTTP ${status}${type && `, ${type.split(";", 1)[0]}`}`;
  const body = objectOf(parsed(text, what, status));
  if (!body || (body.data === undefined && !Array.isArray(body.errors)))
    throw failed(`its answer is none of GraphQL (${what})`, status);
  const { data = null, errors = [] } = body;
  if ((data !== null && !objectOf(data)) || !Array.isArray(errors))
    throw failed(`its answer is none of GraphQL (${what})`, status);
  return { data: data as PartnerAnswer["data"], errors: errors.slice(0, MOST_ERRORS).map(errorOf) };
}

function parsed(text: string, what: string, status: number): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw failed(`its answer is no JSON (${what})`, status);
  }
}

function objectOf(value: unknown): Record<string, unknown> | undefined {
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  return isObject ? (value as Record<string, unknown>) : undefined;
}

function errorOf(error: unknown): PartnerError {
  const { message, path, extensions } = objectOf(error) ?? {};
  const { code } = objectOf(extensions) ?? {};
  const sound =
    Array.isArray(path) && path.every((key) => typeof key === "string" || typeof key === "number");
  return {
    message: typeof message === "string" ? message.slice(0, LONGEST_MESSAGE) : "an error without a message",
    ...(sound && { path }),
    ...(typeof code === "string" && { code: code.slice(0, 100) }),
  };
}
