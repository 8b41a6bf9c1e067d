import Fastify from "fastify";

/** What Fastify can do at best: the same bytes to whoever asks, whatever is asked. */
const [start, end] = ['{"data":{"text":"', '"}}'];
const length = Number(process.env.ANSWER_BYTES) - start.length - end.length;
const answer = Buffer.from(`${start}${"x".repeat(Math.max(0, length))}${end}`);

const app = Fastify();
app.post("/graphql", async (_request, reply) => {
  reply.type("application/json; charset=utf-8");
  return answer;
});
await app.listen({ port: Number(process.env.PORT), host: "127.0.0.1" });
process.once("SIGTERM", () => process.exit(0));
