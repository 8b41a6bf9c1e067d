import DataLoader from "dataloader";
import pg from "pg";
import { DataSource, EntitySchema } from "typeorm";

// A date is a date, in no time zone.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

export type Row = Record<string, unknown>;

const columns = (names: Record<string, string>) =>
  Object.fromEntries(
    Object.entries({ id: "id", name: "name", ...names }).map(([property, name]) => [
      property,
      { name, type: "text" as const, primary: property === "id" },
    ]),
  );

const table = (name: string, tableName: string, more: Record<string, string>) =>
  new EntitySchema<Row>({ name, tableName, columns: columns(more) as never });

const ENTITIES = [
  table("Agency", "agency", {}),
  table("InfrastructureSystem", "infrastructure_system", { ownerId: "owner_id" }),
  table("SecurityIncident", "security_incident", {
    occurredOn: "occurred_on",
    severity: "severity",
    status: "status",
    systemId: "system_id",
  }),
  table("MediaOutlet", "media_outlet", { agencyId: "agency_id" }),
  table("MediaOutput", "media_output", { kind: "kind", language: "language", outletId: "outlet_id" }),
];

/** The rows of the tables, and those of one request's parents at once. */
export class Tables {
  readonly #loaders = new Map<string, DataLoader<string, Row[]>>();

  readonly #dataSource: DataSource;

  private constructor(dataSource: DataSource) {
    this.#dataSource = dataSource;
  }

  static async connect(url: string, poolSize: number): Promise<Tables> {
    const dataSource = new DataSource({ type: "postgres", driver: pg, url, poolSize, entities: ENTITIES });
    return new Tables(await dataSource.initialize());
  }

  /** The same for another request. */
  fresh(): Tables {
    return new Tables(this.#dataSource);
  }

  first(entity: string, take: number): Promise<Row[]> {
    return this.#dataSource.getRepository<Row>(entity).find({ order: { name: "ASC", id: "ASC" }, take });
  }

  /** The first so many rows that belong to a parent, in an order. */
  of(entity: string, parent: string, id: string, take: number, order: readonly string[]): Promise<Row[]> {
    const key = `${entity}.${parent} ${take}`;
    const known = this.#loaders.get(key);
    const loader =
      known ?? new DataLoader((ids: readonly string[]) => this.#ofAll(entity, parent, ids, take, order));
    this.#loaders.set(key, loader);
    return loader.load(id);
  }

  async #ofAll(
    entity: string,
    parent: string,
    ids: readonly string[],
    take: number,
    order: readonly string[],
  ) {
    const { tableName, columns: all } = this.#dataSource.getMetadata(entity);
    const named = (property: string) =>
      all.find(({ propertyName }) => propertyName === property)?.databaseName;
    const selected = all.map(({ databaseName, propertyName }) => `t."${databaseName}" AS "${propertyName}"`);
    const by = order.map((one) => one.replace(/^\w+/, (property) => `t."${named(property)}"`));
    const rows: Row[] = await this.#dataSource.query(
      `SELECT t.* FROM unnest($1::text[]) AS parent (id), LATERAL (
         SELECT ${selected} FROM "${tableName}" t WHERE t."${named(parent)}" = parent.id ORDER BY ${by} LIMIT ${take}
       ) t`,
      [ids],
    );
    const groups = Map.groupBy(rows, (row) => row[parent] as string);
    return ids.map((id) => groups.get(id) ?? []);
  }
}
