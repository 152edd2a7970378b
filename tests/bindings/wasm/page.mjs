// The same questions in a page of Chromium without a window, with the zones that node.mjs has left: as a server hands them over.
import {spawn} from "node:child_process";
import {readFile} from "node:fs/promises";
import {createServer} from "node:http";
import {judge} from "./judge.mjs";

const page = `<!doctype html><script type="module">
  const text = async (name) => (await fetch(name)).text();
  const tell = (what) => fetch("/told", {method: "POST", body: JSON.stringify(what)});
  try {
    const tickler = await import("/tickler.js"), asking = await import("/questions.mjs");
    const zones = JSON.parse(await text("/zones.json"));
    await tickler.zonesFrom(zones, "system");
    const result = await asking.conformance(tickler, await text("/conformance.jsonl"));
    result.decided = await asking.bookDigest(tickler, await text("/art-of-follow-up.yaml"));
    result.differ = asking.zonesThatDiffer(tickler, (name) => zones[name]);
    await tell(result);
  } catch (error) {
    await tell({failed: String(error.stack ?? error)});
  }
</script>`;
const files = {"/tickler.js": "node_modules/tickler/tickler.js", "/conformance.jsonl": process.argv[2]};
const types = {js: "text/javascript", mjs: "text/javascript", json: "application/json"};

let told;
const done = new Promise((resolve) => (told = resolve));
const server = createServer(async (request, response) => {
  if (request.method === "POST") {
    const parts = [];
    for await (const part of request) parts.push(part);
    response.end();
    return told(JSON.parse(Buffer.concat(parts)));
  }
  if (request.url === "/") return response.writeHead(200, {"content-type": "text/html; charset=utf-8"}).end(page);
  try {
    const body = await readFile(files[request.url] ?? request.url.slice(1));
    response.writeHead(200, {"content-type": types[request.url.split(".").pop()] ?? "text/plain; charset=utf-8"}).end(body);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));

const options = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--user-data-dir=profile"];
const browser = spawn("chromium", [...options, `http://127.0.0.1:${server.address().port}/`], {stdio: ["ignore", "ignore", "pipe"]});
let complaints = "";
browser.stderr.on("data", (data) => (complaints += data));
const failed = (why) => ({failed: `${why}\n${complaints}`});
browser.on("exit", (code) => told(failed(`Chromium ended with ${code}`)));
const patience = setTimeout(() => told(failed("nothing came of the page within three minutes")), 180_000);

const result = await done;
clearTimeout(patience);
browser.removeAllListeners("exit");
const gone = new Promise((resolve) => browser.on("exit", resolve));
browser.kill();
await gone; // its profile is in use until then
server.close();
if (result.failed) {
  console.log(result.failed);
  process.exit(1);
}
await judge(result, "Chromium");
