import { createServer } from "node:http";
import pg from "pg";
import { ALL } from "../queries/index.ts";

/** The least that can answer: JSON in, one prepared statement, the text that PostgreSQL makes out of it. */
const statements = new Map(ALL.map(({ name, text }) => [name, prepare(text.floor)]));
const pool = new pg.Pool({
  connectionString: process.env.DATABASE_URL,
  max: Number(process.env.POOL_SIZE),
});

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk) => chunks.push(chunk));
  request.on("end", async () => {
    try {
      const { name, variables } = JSON.parse(Buffer.concat(chunks).toString());
      const { text, names } = statements.get(name) ?? refuse(name);
      const values = names.map((variable) => variables[variable]);
      const { rows } = await pool.query<[string]>({ name, text, values, rowMode: "array" });
      send(200, `{"data":${rows[0]?.[0]}}`);
    } catch (error) {
      send(500, JSON.stringify({ errors: [{ message: String(error) }] }));
    }
  });
  const send = (status: number, body: string) => {
    const bytes = Buffer.from(body);
    response
      .writeHead(status, { "content-type": "application/json", "content-length": bytes.length })
      .end(bytes);
  };
});
server.listen(Number(process.env.PORT), "127.0.0.1");
process.once("SIGTERM", () => process.exit(0));

/** Variables are written :name in the files. */
function prepare(sql: string): { text: string; names: string[] } {
  const names: string[] = [];
  const numbered = sql.replace(/(?<!:):([a-z]\w*)/g, (_, variable) => {
    if (!names.includes(variable)) names.push(variable);
    return `$${names.indexOf(variable) + 1}`;
  });
  return { text: `SELECT row_to_json(answer)::text FROM (${numbered}) answer`, names };
}

function refuse(name: unknown): never {
  throw new Error(`There is no query ${name}.`);
}
