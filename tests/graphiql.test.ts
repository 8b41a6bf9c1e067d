import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";
import { readExamples } from "../src/http/graphiql.js";
import { useDatabase, useServer } from "./harness.js";

const database = useDatabase();
const server = useServer(database);

const executablePath = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(
  existsSync,
);
/** The page itself is tested where a browser is installed. */
const inBrowser = executablePath ? test : test.skip;

test("The page is one document that names no other host to load from", async () => {
  const response = await fetch(`${server.address}/graphiql`);
  const page = await response.text();
  expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(page).toContain("Cửu Long GraphiQL");
  const opened = await fetch(`${server.address}/graphql`, {
    headers: { accept: "text/html" },
    redirect: "manual",
  });
  expect(opened.headers.get("location")).toBe("/graphiql");
  expect(page.match(/<(?:script|link|img)[^>]+(?:src|href)="(?:https?:)?\/\//g)).toBeNull();
});

inBrowser(
  "It opens with a tab for each example, runs the one that is clicked, and asks no other host",
  async () => {
    let browser: Browser | undefined;
    try {
      const args = [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ];
      browser = await chromium.launch({ executablePath: executablePath as string, args });
      const page = await browser.newPage();
      const foreign: string[] = [];
      page.on("request", (request) => {
        if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(server.address))
          foreign.push(request.url());
      });
      await page.goto(`${server.address}/graphiql`);
      await page.locator(".graphiql-tab").first().waitFor();
      expect(await page.locator(".graphiql-tab").count()).toBe(readExamples().length);
      const run = async (expected: string) => {
        // Which operation a tab holds, GraphiQL reads a moment after it is opened.
        await page.waitForTimeout(1000);
        await page.locator(".graphiql-execute-button").click();
        await page.locator(".result-window", { hasText: expected }).waitFor();
      };
      // The simplest question is the one that it opens on.
      await run("1768/BC-STTTT-VP");
      await page.getByRole("tab", { name: "Certificates" }).click();
      await run("Chứng thư số chuyên dùng");
      await page.getByRole("tab", { name: "FollowedSystems" }).click();
      await run('"READY"');
      const [{ id }] = await database.dataSource.query(
        "SELECT id FROM infrastructure_system ORDER BY id LIMIT 1",
      );
      await database.dataSource.query("UPDATE infrastructure_system SET name = name || '!' WHERE id = $1", [
        id,
      ]);
      await page.locator(".result-window", { hasText: id }).waitFor();
      await page.locator(".result-window", { hasText: '"UPDATE"' }).waitFor();
      await page.getByRole("tab", { name: "LiveSystems" }).click();
      await run('"totalCount"');
      // What is far down is not drawn.
      const name = "AA, đang được xem";
      await database.dataSource.query("UPDATE infrastructure_system SET name = $2 WHERE id = $1", [id, name]);
      await page.locator(".result-window", { hasText: name }).waitFor();
      await page.getByRole("button", { name: "Show Documentation Explorer" }).click();
      await page.locator(".graphiql-doc-explorer").getByText("Query", { exact: true }).click();
      const heading = page.locator(".graphiql-doc-explorer li", { hasText: "Post and telecom" });
      await heading.waitFor();
      expect(await heading.textContent()).toContain("operators, licences");
      expect(foreign).toEqual([]);
    } finally {
      await browser?.close();
    }
  },
  240_000,
);

test("Examples go from easy to hard, each with a sentence in Vietnamese and one in English", () => {
  const examples = readExamples();
  expect(examples.map(({ number }) => number)).toEqual(examples.map((_, index) => index + 1));
  const heads = examples.map(({ query }) => query.split(/\n(?:query|subscription) /)[0]);
  const poor = heads.filter((head) => !/^# \d+\. .*[à-ỹđ].*\.\n(# [^\n]+\n?)+$/i.test(head ?? ""));
  expect(poor).toEqual([]);
  expect(examples[0]?.name).toBe("report-by-section");
});
