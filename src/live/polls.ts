import { GraphQLError, type GraphQLField, type GraphQLObjectType, getNamedType } from "graphql";
import { getArgumentValues } from "graphql/execution/values.js";
import type { Logger } from "pino";
import type { Polled } from "../../resolvers/model/catalogue.js";
import { sizeOf } from "../../resolvers/sql/page.js";
import type { Given } from "../../resolvers/sql/statement.js";
import { type ErrorCode, ReportError } from "../../schema/errors.js";
import { type Lineage, oldestCursorOf, writeCursor } from "../changes/cursor.js";
import { knownLineageOf } from "../changes/lineage.js";
import { type Change, type Client, currentPosition } from "../changes/log.js";
import { type Paged, pageSince } from "../changes/paging.js";
import type { Position } from "../changes/position.js";
import { startOf } from "../changes/start.js";
import type { Asked, Executes, Execution, LogAnswer, LogFields } from "../engine/execution.js";
import { startTrace } from "../operation/context.js";
import { createFormatter } from "../operation/error-format.js";
import type { Api } from "../schema.js";
import { fragmentsOf } from "./asked.js";
import { Events, type RowEvent } from "./events.js";
import { Away } from "./message.js";
import { Projection } from "./projection.js";
import { askedOf, type Row, Rows } from "./rows.js";

/** An event of a page: what happened to a row of some type, or that changes may have been missed. */
type PageEvent =
  | (RowEvent & { type: string })
  | { operation: "RESET"; position: Position; reset: { reason: string; oldest: string } };

interface Args {
  after: string;
  where?: { types?: readonly string[] | null } | null;
  first?: number | null;
}

/**
 * Answers fields of the root with pages of the log: for those who ask again and again, the events that subscribers are sent. All that
 * an answer takes is read in its one snapshot: how far the log is, what it holds, and the rows of the events.
 */
export class Polls implements LogFields {
  readonly #format;

  constructor(
    private readonly api: Api,
    log: Logger,
  ) {
    this.#format = createFormatter(log);
  }

  async answer(field: Asked, execution: Execution, given: Given, engine: Executes): Promise<LogAnswer> {
    const { catalogue, schema } = this.api;
    const { nodes } = field;
    const definition = schema.getQueryType()?.getFields()[field.name] as GraphQLField<unknown, unknown>;
    const polled = catalogue.polled.get(field.name) as Polled;
    const args = getArgumentValues(definition, nodes[0] as never, given.variables) as unknown as Args;
    const first = sizeOf(args.first) as number;
    const { reads } = execution.context;
    const query = (text: string, values: unknown[] = []) => reads.rows({ text, values });
    const sets = await setsOf(polled, args, { query });
    const client: Client = {
      query: async (asked, values) => ({
        rows: await (typeof asked === "string" ? query(asked, values) : query(asked.text, asked.values)),
        rowCount: null,
      }),
    };
    const lineage = await knownLineageOf(client);
    if (!lineage)
      throw new ReportError("SERVICE_UNAVAILABLE", "The log of changes begins anew; try again shortly.");
    const page = await pageOf(client, lineage, args.after, first, sets);
    const events = page.items.map((event) => ({
      changed: [],
      ...event,
      cursor: writeCursor(event.position, lineage),
    }));
    const selected = { schema, fragments: fragmentsOf(execution.document), variables: given.variables };
    const projection = new Projection(selected, getNamedType(definition.type) as GraphQLObjectType, nodes);
    const rows = new Map<object, Row>();
    if (projection.nodes.length > 0) {
      const { operation, variables = {} } = execution;
      const asked = { ...selected, nodes, operation, args: { ...args }, given: variables };
      const [{ list }] = polled.followed as [Polled["followed"][0]];
      const found = await this.#rows(
        new Rows(askedOf(list, asked, projection), this.#reader(execution, engine)),
        events,
      );
      for (const event of events) {
        const row = "id" in event && event.operation !== "DELETE" ? found.get(event.id) : undefined;
        if (row) rows.set(event, row);
      }
    }
    const { hasMore } = page;
    const written = { nodes: events, cursor: writeCursor(page.position, lineage), hasMore };
    return {
      json: projection.write(written, (event) => rows.get(event)?.json ?? []),
      errors: events.flatMap((event, place) => errorsOf(field, place, rows.get(event))),
    };
  }

  async #rows(rows: Rows, events: readonly object[]): Promise<Map<string, Row>> {
    const ids = (events as RowEvent[]).flatMap(({ operation, id }) =>
      id === undefined || operation === "DELETE" ? [] : [id],
    );
    try {
      return await rows.read(Array.from(new Set(ids)));
    } catch (error) {
      if (!(error instanceof Away)) throw error;
      throw new ReportError("SERVICE_UNAVAILABLE", "The database does not answer.");
    }
  }

  /** Reads rows as a part of the operation, whose cost has been reckoned. */
  #reader({ context }: Execution, engine: Executes) {
    return {
      engine,
      // The same, whose readers are made when they are wanted, but for what it counts.
      createContext: () => Object.assign(Object.create(context), { trace: startTrace(), isPart: true }),
      format: (error: unknown) =>
        this.#format(error instanceof GraphQLError ? error.toJSON() : { message: "" }, error),
      mostCost: Number.POSITIVE_INFINITY,
      turn: <Result>(work: () => Promise<Result>) => work(),
    };
  }
}

/** What one field asks about: the events of one type's rows, or of those of several. */
interface Followers {
  type: string;
  events: Events;
}

async function setsOf(
  { followed, all }: Polled,
  { where }: Args,
  database: Parameters<typeof Events.of>[0],
): Promise<Followers[]> {
  const types = all ? where?.types : undefined;
  const unknown = types?.find((type) => !followed.some(({ model }) => model.name === type));
  if (unknown !== undefined)
    throw new ReportError(
      "BAD_USER_INPUT",
      `There is no type "${unknown}" whose changes can be followed; there are ${followed.map(({ model }) => model.name).join(", ")}.`,
    );
  const asked = followed.filter(({ model }) => !types || types.includes(model.name));
  return Promise.all(
    asked.map(async (one) => ({
      type: one.model.name,
      events: await Events.of(database, one, all ? null : (where ?? null)),
    })),
  );
}

async function pageOf(
  client: Client,
  lineage: Lineage,
  after: string,
  first: number,
  sets: readonly Followers[],
): Promise<Paged<PageEvent>> {
  const now = await currentPosition(client);
  const { since, reset } = startOf(after, lineage, now);
  if (reset) {
    const event = {
      operation: "RESET" as const,
      position: now,
      reset: { reason: reset, oldest: oldestCursorOf(lineage) },
    };
    return { items: [event], position: now, hasMore: false };
  }
  return pageSince(client, since, first, async (changes: readonly Change[]) => {
    const read: (RowEvent & { type: string })[] = [];
    for (const { type, events } of sets) {
      const own = changes.filter(({ entity }) => entity === events.entity);
      for (const event of await events.read(own)) read.push({ ...event, type });
    }
    return read;
  });
}

/** What is wrong with an event's row, at its place in the answer. */
function errorsOf({ key, nodes }: Asked, place: number, row: Row | undefined): GraphQLError[] {
  return (row?.errors ?? []).map(({ message, path = [], extensions }) => {
    const { code, ...more } = { code: "INTERNAL_SERVER_ERROR", ...extensions };
    const [list, ...inner] = path;
    return new GraphQLError(message, {
      nodes,
      path: list === undefined ? [key] : [key, list, place, ...inner],
      originalError: new ReportError(code as ErrorCode, message, more),
    });
  });
}
