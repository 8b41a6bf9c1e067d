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
      await page.getByRole("tab", { name: "Certificates" }).click();
      // Which operation it holds, GraphiQL reads a moment after a tab is opened.
      await page.waitForTimeout(1000);
      await page.locator(".graphiql-execute-button").click();
      await page.locator(".result-window", { hasText: '"data"' }).waitFor();
      const result = await page.locator(".result-window").textContent();
      expect(result?.replace(/\s/g, " ")).toContain("Dịch vụ chứng thư số chuyên dùng");
      expect(foreign).toEqual([]);
    } finally {
      await browser?.close();
    }
  },
  60_000,
);
