import { writeFileSync } from "node:fs";
import { COSTS } from "../paths.ts";
import { spreadOf } from "../measure/statistics.ts";
import { spearman } from "./rank.ts";
import type { Priced } from "./run.ts";

const LEAST_ALIKE = 0.9;
const MOST_UNDER = 10;

/** Writes down what each kind of request costs and takes, and how well the one says the other. */
export function writeCosts(priced: Priced[]): void {
  const per = ({ milliseconds, cost }: Priced) => (1000 * milliseconds) / cost;
  const typical = spreadOf(priced.map(per)).median;
  const alike = spearman(
    priced.map(({ cost }) => cost),
    priced.map(({ milliseconds }) => milliseconds),
  );
  const worst = priced.reduce((most, one) => (per(one) > per(most) ? one : most));
  const under = per(worst) / typical;
  const rows = [...priced]
    .sort((one, other) => one.cost - other.cost)
    .map(
      (one) =>
        `| ${one.shape} | ${one.data} | ${Math.round(one.cost).toLocaleString("en")} | ${one.milliseconds.toFixed(2)} | ${(per(one) / typical).toFixed(2)} |`,
    );
  const text = `# What requests cost, and what they take

Made by \`npm run bench -- --costs\` on ${new Date().toISOString().slice(0, 10)}: ${priced.length} requests of ${priced.length / 2} kinds, asked one at a time on one
connection, on the report that is shipped and on the synthetic province. Time is CPU time of the server and of its
PostgreSQL together. [docs/costs.md](../docs/costs.md) explains the costs.

| bar | | |
| --- | --- | --- |
| rank correlation of cost and time (Spearman): at least ${LEAST_ALIKE} | ${alike.toFixed(3)} | ${alike >= LEAST_ALIKE ? "met" : "**not met**"} |
| the worst under-estimate: at most ${MOST_UNDER} × the typical time a unit of cost | ${under.toFixed(1)} × (${worst.shape}, ${worst.data}) | ${under <= MOST_UNDER ? "met" : "**not met**"} |

A unit of cost typically takes ${typical.toFixed(2)} µs here.

| request | data | cost | milliseconds | to typical |
| --- | --- | ---: | ---: | ---: |
${rows.join("\n")}
`;
  writeFileSync(COSTS, text);
  console.log(
    `Spearman ${alike.toFixed(3)}; worst under-estimate ${under.toFixed(1)} (${worst.shape}, ${worst.data})`,
  );
}
