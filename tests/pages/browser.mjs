// What people have of the pages, asked of a real browser: `node browser.mjs MODULES PLAN.json`. The plan lists the files:
// { "path", "language", "rows", "search" (a word of one row), "printed" (words that paper must have), "timed" }.
// Whatever is wrong is printed, and the exit code is 1. Network is off; nothing but the files is read.
import { createRequire } from "node:module";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [modules, plan] = process.argv.slice(2);
const require = createRequire(pathToFileURL(join(modules, "node_modules", "/")));
const puppeteer = require("puppeteer-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

// The limits of the pages: first paint of 5,000 situations, and a filter there. In CI they are doubled: machines there are shared.
const noise = process.env.CI ? 2 : 1;
const PAINT = 1000 * noise;
const FILTER = 100 * noise;
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

const faults = [];
const check = (is, file, what) => is || faults.push(`${file.path}: ${what}`);
const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

const browser = await puppeteer.launch({
  executablePath: process.env.TOBOKEL_CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
  protocolTimeout: 600_000,
});

// A page with the file in it, and what it asked for and was refused.
async function open(file, { width = 1280, scheme = "light", script = true, wait = "load" } = {}) {
  const page = await browser.newPage();
  const seen = { requests: [], refused: [] };
  page.on("request", (request) => seen.requests.push(request.url()));
  page.on("console", (message) => seen.refused.push(message.text()));
  page.on("pageerror", (error) => seen.refused.push(String(error)));
  await page.setOfflineMode(true);
  await page.setJavaScriptEnabled(script);
  await page.setViewport({ width, height: 800 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  const url = pathToFileURL(file.path).href;
  await page.goto(url, { waitUntil: wait });
  return { page, seen, url };
}

// The words of the page's main part without those of the controls.
const words = (page) =>
  page.evaluate(() => {
    const main = document.querySelector("main").cloneNode(true);
    main.querySelectorAll("form").forEach((form) => form.remove());
    return main.textContent.replace(/\s+/g, " ");
  });

async function accessible(file) {
  for (const scheme of ["light", "dark"]) {
    for (const width of [1280, 320]) {
      const { page, seen, url } = await open(file, { width, scheme });
      check(seen.requests.every((request) => request === url), file, `asks for ${seen.requests.filter((one) => one !== url)}`);
      check(seen.refused.length === 0, file, `the browser says: ${seen.refused.join("; ")}`);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      check(wide <= width, file, `${wide} wide on a screen of ${width}`);
      // All that can be opened is looked at too.
      await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
      await page.evaluate(axe);
      const found = await page.evaluate((tags) => axe.run({ runOnly: { type: "tag", values: tags } }), TAGS);
      for (const one of found.violations) {
        check(false, file, `${scheme} ${width}: ${one.id}: ${one.nodes.slice(0, 3).map((node) => `${node.html} ${node.failureSummary}`).join(" | ")}`);
      }
      check(found.passes.length > 15, file, `only ${found.passes.length} rules had anything to look at`);
      await page.close();
    }
  }
}

async function withoutScript(file) {
  const [plain, full] = [await open(file, { script: false }), await open(file)];
  const visible = (page) => page.evaluate(() => document.querySelectorAll("form.find:not([hidden])").length);
  check((await visible(full.page)) > 0, file, "no controls with the script");
  // Without a script the page itself answers nothing: its words come from the tree of accessibility and of the document.
  const client = await plain.page.createCDPSession();
  const { root } = await client.send("DOM.getDocument", { depth: 0 });
  const { outerHTML } = await client.send("DOM.getOuterHTML", { nodeId: root.nodeId });
  check(/<form class="find" hidden/.test(outerHTML), file, "controls are shown without a script");
  const inert = await full.page.evaluate((text) => {
    const main = new DOMParser().parseFromString(text, "text/html").querySelector("main");
    main.querySelectorAll("form").forEach((form) => form.remove());
    return main.textContent.replace(/\s+/g, " ");
  }, outerHTML);
  check(inert === (await words(full.page)), file, "other words without the script");
  check(inert.length > 1000, file, "hardly any words");
  await plain.page.close();
  await full.page.close();
}

async function keyboard(file) {
  const { page } = await open(file);
  const met = new Set();
  for (let press = 0; press < 200; press += 1) {
    await page.keyboard.press("Tab");
    const focused = await page.evaluate(() => {
      const at = document.activeElement;
      if (at === document.body) return null;
      // The first line of a link that has several.
      const [box, style] = [at.getClientRects()[0], getComputedStyle(at)];
      const sees = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
      return {
        what: [at.tagName, ...at.classList],
        where: `${at.outerHTML.slice(0, 80)} at ${Math.round(box.top)} under ${sees?.outerHTML.slice(0, 60)}`,
        outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
        visible: box.width > 0 && box.top >= -1 && box.bottom <= innerHeight + 1 && (at.contains(sees) || sees?.contains(at)),
      };
    });
    if (!focused) break;
    focused.what.forEach((what) => met.add(what));
    check(focused.outlined, file, `no outline: ${focused.what}`);
    check(focused.visible, file, `focused and not to be seen: ${focused.where}`);
  }
  for (const what of ["skip", "INPUT", "SELECT", "BUTTON", "A"]) check(met.has(what), file, `not reached by Tab: ${what}`);
  check(met.has("self") || file.rows === 0 || file.overview, file, "no lasting link is reached by Tab");
  await page.close();
}

const shown = (page) => page.evaluate(() => [...document.querySelectorAll("#list .r[id]")].filter((row) => row.checkVisibility()).length);

async function filters(file) {
  const { page } = await open(file);
  check((await shown(page)) === file.rows, file, `${await shown(page)} rows, not ${file.rows}`);
  await page.type("#list-q", file.search);
  const left = await shown(page);
  check(left > 0 && left < file.rows, file, `"${file.search}" leaves ${left} rows of ${file.rows}`);
  const said = await page.$eval("form[data-table=list] [role=status]", (status) => status.textContent);
  check(said.includes(String(left)) && said.includes(String(file.rows)), file, `said: ${said}`);
  // A link to a row that is filtered away brings it back.
  const hidden = await page.evaluate(() => [...document.querySelectorAll("#list .r[id]")].find((row) => row.hidden).id);
  await page.evaluate((id) => (location.hash = id), hidden);
  await new Promise((done) => setTimeout(done, 200));
  check((await shown(page)) === file.rows, file, "a link to a hidden row does not bring it back");
  const order = (page) => page.evaluate(() => [...document.querySelectorAll("#list .r[id]")].map((row) => row.id));
  const before = await order(page);
  const key = await page.$eval("#list-o", (select) => select.options[1].value);
  await page.select("#list-o", key);
  const ranks = await page.evaluate((key) => [...document.querySelectorAll("#list .r[id]")].map((row) => Number(row.dataset[key])), key);
  check(ranks.every((rank, index) => index === 0 || ranks[index - 1] >= rank), file, `not sorted: ${ranks}`);
  await page.click("form[data-table=list] button");
  await new Promise((done) => setTimeout(done, 200));
  check((await order(page)).join() === before.join(), file, "cleared, the order is not that of the list");
  await page.close();
}

async function printed(file, folder) {
  const { page } = await open(file);
  const path = join(folder, "page.pdf");
  await page.pdf({ path, preferCSSPageSize: true, printBackground: true, timeout: 300_000 });
  const text = execFileSync("pdftotext", ["-layout", path, "-"], { encoding: "utf8", maxBuffer: 1 << 28 });
  for (const word of file.printed) check(text.includes(word), file, `not on paper: ${word}`);
  await page.close();
}

async function timed(file) {
  const [paints, filters] = [[], []];
  for (let run = 0; run < 5; run += 1) {
    const { page } = await open(file);
    paints.push(await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0].startTime));
    // The handler and the layout that follows it: by word, by level, and back.
    const took = await page.evaluate((word) => {
      const measure = (element, value) => {
        element.value = value;
        const begin = performance.now();
        element.dispatchEvent(new Event("input", { bubbles: true }));
        document.body.getBoundingClientRect();
        return performance.now() - begin;
      };
      const search = document.querySelector("#list-q");
      const select = [...document.querySelectorAll("form[data-table=list] select[data-parts]")].find((one) => one.dataset.parts === ".l");
      return [measure(search, word), measure(search, ""), measure(select, select.options[1].value), measure(select, "")];
    }, file.search);
    filters.push(...took);
    await page.close();
  }
  console.log(`${file.rows} situations, ${Math.round(readFileSync(file.path).length / 1e6)} MB: first paint ${Math.round(median(paints))} ms (of ${paints.map(Math.round).join(", ")}), a filter ${median(filters).toFixed(1)} ms (of ${filters.map((time) => time.toFixed(1)).join(", ")})`);
  check(median(paints) < PAINT, file, `first paint after ${median(paints)} ms`);
  check(median(filters) < FILTER, file, `a filter takes ${median(filters)} ms`);
}

const folder = mkdtempSync(join(tmpdir(), "pages-"));
try {
  for (const file of JSON.parse(readFileSync(plan, "utf8"))) {
    if (file.timed) {
      await timed(file);
    } else {
      await accessible(file);
      await withoutScript(file);
      await keyboard(file);
      await filters(file);
      await printed(file, folder);
    }
  }
} finally {
  await browser.close();
  rmSync(folder, { recursive: true });
}
writeFileSync(1, faults.map((fault) => `${fault}\n`).join("") || "nothing is wrong\n");
process.exitCode = faults.length ? 1 : 0;
